import { check } from '../helpers/checks/check.ts'
import type { CheckContext, Send } from '../helpers/checks/context.ts'
import { type Need, unmet } from '../helpers/checks/needs.ts'
import type { Contract } from '../helpers/contract/contract.ts'
import type { RequirementId } from '../helpers/contract/requirement-ids.ts'
import type { Outcome } from '../helpers/contract/types.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'

/** A request that must be refused. */
export interface Attempt {
  readonly id: string
  /** What is wrong with it, to follow the words "an update". */
  readonly what: string
  readonly of: RequirementId
  readonly needs?: readonly Need[]
  readonly appliesTo?: (contract: Contract) => boolean
  /** Makes the request from a right update of the check's group. */
  readonly from: (update: UpdateRequest, t: CheckContext) => UpdateRequest
  /** The outcomes that the documents allow for it, the plainest first. */
  readonly outcomes: readonly [Outcome, ...Outcome[]]
  /** Sent over a connection of its own, so that nothing an earlier request of the connection showed is remembered. */
  readonly freshConnection?: boolean
  /** Attempts of the same table that are worse: where one of them is not refused either, its check has the finding. */
  readonly after?: readonly string[]
}

/**
 * The checks of a table of attempts. Three duties, so that one mistake of a server is one finding: each attempt is
 * refused (a check each); the refusals are the documented ones (one check for all); and a refusal refuses, so that
 * nothing is stored (one check for all).
 */
export function refusals(behaviour: string, documented: RequirementId, attempts: readonly Attempt[]) {
  return [
    ...attempts.map((attempt) => {
      const { id, what, of, needs = [], appliesTo = () => true } = attempt
      return check(id, `MUST refuse an update ${what}`, { of, needs, appliesTo, onlyRefused: true }, (t) =>
        expectRefused(t, attempt, attempts),
      )
    }),
    check(
      `${behaviour}-status`,
      'MUST refuse each of these updates in the documented way',
      { of: documented, onlyRefused: true },
      async (t) => {
        await Promise.all(
          possible(attempts, t).map(async (attempt) => {
            const { answer } = await sendOnce(t, attempt)
            if (t.isRefusal(answer)) t.expectOutcome(answer, ...attempt.outcomes)
          }),
        )
      },
    ),
    check(
      `${behaviour}-changes-nothing`,
      'MUST leave the group as it was when it refuses such an update',
      { of: 'refusal-changes-nothing', needs: ['read-back'] },
      (t) => expectNothingChanged(t, possible(attempts, t)),
    ),
  ]
}

async function expectRefused(t: CheckContext, attempt: Attempt, all: readonly Attempt[]): Promise<void> {
  const { answer } = await sendOnce(t, attempt)
  const { after = [] } = attempt
  const worse = after.filter((id) => id !== attempt.id)
  if (t.isRefusal(answer) || (await wasNotRefused(t, all, ...worse))) return
  t.expectRefused(answer, attempt.outcomes[0])
}

/** Whether one of these attempts, named by id, is accepted or answered with an error that is no refusal. */
export async function wasNotRefused(
  t: CheckContext,
  all: readonly Attempt[],
  ...ids: readonly string[]
): Promise<boolean> {
  for (const attempt of possible(all, t)) {
    if (ids.includes(attempt.id) && !t.isRefusal((await sendOnce(t, attempt)).answer)) return true
  }
  return false
}

/** The check of an attempt and the one of all refusals ask the same question: it is sent once for both. */
async function sendOnce(t: CheckContext, { id, from, freshConnection = false }: Attempt) {
  return t.sendOnce(id, () => from(t.group.update(), t), freshConnection)
}

function possible(attempts: readonly Attempt[], t: CheckContext): Attempt[] {
  return attempts.filter(
    ({ needs = [], of, appliesTo = () => true }) =>
      of in t.contract.requirements &&
      appliesTo(t.contract) &&
      needs.every((need) => unmet(need, t.target, t.fixtures.capabilities) === undefined),
  )
}

/** An attempt that was accepted is the finding of its own check: it is left out and the rest is tried again. */
async function expectNothingChanged(t: CheckContext, attempts: readonly Attempt[]): Promise<void> {
  // Values of its own, so that each of them shows what a refused update wrote.
  await t.send(t.group.update(t.contract.members.numbers === undefined ? {} : { numbers: ['2300'] }))
  const before = await t.stored(t.group)
  const apart = attempts.filter(({ freshConnection }) => freshConnection)
  const others = attempts.filter(({ freshConnection }) => !freshConnection)
  const tried = await Promise.all(others.map((attempt) => tryOn(t, attempt, t.send)))
  await t.onOneConnection(async (send) => {
    for (const attempt of apart) tried.push(await tryOn(t, attempt, send))
  })
  const refused = tried.filter(({ answer }) => t.isRefusal(answer)).map(({ attempt }) => attempt)
  if (refused.length === attempts.length) t.expectUnchanged(before, await t.stored(t.group))
  else if (refused.length > 0) await expectNothingChanged(t, refused)
}

async function tryOn(t: CheckContext, attempt: Attempt, send: Send) {
  return { attempt, answer: await send(attempt.from(t.group.update(), t)) }
}
