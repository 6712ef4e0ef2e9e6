import { check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { onceARun } from '../helpers/checks/once.ts'
import { sameJson, valueAt } from '../helpers/contract/json-value.ts'
import type { GroupValues, Role } from '../helpers/contract/types.ts'
import type { StoredGroup } from '../helpers/fixtures/siblings.ts'
import type { Answer } from '../helpers/target/answer.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'
import { Violation } from '../helpers/verdict/signals.ts'
import { eachMissing, hasOptional, optionalIn } from './optional-members.ts'
import { answered, kept } from './precedence.ts'

/** An update that sends some of the members that may be left out, and what came of it. */
export interface Part {
  readonly roles: readonly Role[]
  readonly update: UpdateRequest
  readonly answer: Answer
  /** What the group was last sent of each member, this update included. */
  readonly held: GroupValues
  /** Undefined where it cannot be read back. */
  readonly stored: StoredGroup | undefined
}

type Tried = { readonly roles: readonly Role[] } & ({ readonly part: Part } | { readonly problem: unknown })

/**
 * Every choice of the members that some endpoint lets an update leave out. An update without numbers follows each that
 * sends some: where a read-back shows nothing but their count, its answer tells the stored ones.
 */
const choices: readonly (readonly Role[])[] = [
  ['name', 'numbers', 'description'],
  ['numbers'],
  ['name'],
  ['name', 'numbers'],
  ['description'],
  ['numbers', 'description'],
  ['name', 'description'],
]

/** Lists in no order, each with another count than the one before; as short and plain as those of any update. */
const lists = [['2502', '2501'], ['2507', '2505', '2506'], ['2503']]

/** Each choice of the members that the endpoint lets an update leave out, sent once in a run, one after the other. */
const parts = onceARun(async (t: CheckContext): Promise<readonly Tried[]> => {
  const optional = optionalIn(t).map(({ role }): Role => role)
  const kinds = new Map(
    choices.map((choice) => {
      const roles = optional.filter((role) => choice.includes(role))
      return [roles.join(), roles] as const
    }),
  )
  const tried: Tried[] = []
  let held: GroupValues = {}
  let list = 0
  for (const roles of kinds.values()) {
    const left = optional.filter((role) => !roles.includes(role))
    // To name the group and nothing else is another question.
    if (roles.length === 0 && t.contract.required.every((role) => role === 'id')) continue
    const numbers = lists[list % lists.length] ?? []
    const isListed = t.contract.members.numbers !== undefined && left.length > 0 && roles.includes('numbers')
    if (isListed) list++
    const update = t.group.update(isListed ? { numbers } : {}).without(...left)
    try {
      const part = await tryPart(t, roles, update, held)
      held = part.held
      tried.push({ roles, part })
    } catch (problem) {
      tried.push({ roles, problem })
    }
  }
  return tried
})

async function tryPart(
  t: CheckContext,
  roles: readonly Role[],
  update: UpdateRequest,
  before: GroupValues,
): Promise<Part> {
  const answer = await t.send(update)
  const held = t.isAccepted(answer) ? { ...before, ...update.values } : before
  const isRead = t.isAccepted(answer) && t.meets('read-back')
  const stored = isRead
    ? await t.settled(t.group, (read) => t.notStored(read, update.values) === undefined)
    : undefined
  return { roles, update, answer, held, stored }
}

function partOf(tried: Tried): Part {
  if ('part' in tried) return tried.part
  throw tried.problem
}

/** Every update that leaves something out. */
export async function eachPart(t: CheckContext): Promise<Part[]> {
  const [, ...others] = await parts(t)
  return others.map(partOf)
}

/** The update that sends all but one member. */
export async function leavingOut(t: CheckContext, role: Role): Promise<Part> {
  const all = await parts(t)
  const most = Math.max(...all.map(({ roles }) => roles.length)) - 1
  const found = all.find(({ roles }) => roles.length === most && !roles.includes(role))
  if (!found) throw new Error(`no update leaves out the ${role} alone`)
  return partOf(found)
}

/** Whichever members an update sends, its answer is the documented one, and counts the numbers that it reports. */
async function expectPartsAnswered(t: CheckContext): Promise<void> {
  for (const { update, answer } of await eachPart(t)) {
    t.expectAccepted(answer)
    if (!t.contract.reports) continue
    t.expectSchema(t.contract.schemas.group, valueAt(answer.json, t.contract.groupAt), answer)
    t.expectReported(answer, update.values)
  }
}

/** Whichever members an update sends, they are stored. */
async function expectPartsStored(t: CheckContext): Promise<void> {
  let last: GroupValues = {}
  for (const { roles, update, answer, held, stored } of await eachPart(t)) {
    if (!t.isAccepted(answer)) continue
    const problem = stored && t.notStored(stored, update.values)
    if (problem)
      throw new Violation(problem.expected, problem.seen, answer, problem.cause, problem.difference)
    if (!roles.includes('numbers')) expectNumbersOf(t, answer, last)
    last = held
  }
}

/** An update without numbers reports the stored ones; to lose them is the duty of another check. */
function expectNumbersOf(t: CheckContext, answer: Answer, { numbers }: GroupValues): void {
  if (numbers === undefined || !t.contract.reports) return
  const { numbers: reported } = t.reported(answer).values
  if (reported === undefined || sameJson(reported, [])) return
  t.expectSame(t.contract.members.numbers ?? 'numbers', numbers, reported, answer)
}

/** Whichever members an update leaves out. */
export const partChecks = [
  check(
    'optional-parts-answered',
    'MUST report the group as documented whichever members are left out',
    {
      of: 'answer-members',
      after: [...answered, ...eachMissing, 'optional-answer-is-json', 'numbers-order', 'numbers-single'],
      appliesTo: hasOptional,
    },
    expectPartsAnswered,
  ),

  check(
    'optional-parts-stored',
    'MUST store what was sent whichever members are left out',
    {
      of: 'update-stored',
      needs: ['read-back'],
      after: [
        ...kept,
        ...eachMissing,
        'optional-answer-is-json',
        'optional-parts-answered',
        'numbers-order',
        'numbers-stored',
        'small-changes-stored',
      ],
      appliesTo: hasOptional,
    },
    expectPartsStored,
  ),
]
