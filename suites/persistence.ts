import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { onceARun } from '../helpers/checks/once.ts'
import type { GroupValues } from '../helpers/contract/types.ts'
import type { Answer } from '../helpers/target/answer.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'
import type { Violation } from '../helpers/verdict/signals.ts'
import { eachForm } from './each-form.ts'
import { equalValueChecks } from './equal-values.ts'
import { numbersStored } from './numbers-stored.ts'
import { answered, kept, served } from './precedence.ts'

/** Enough updates in a row to meet a mistake that happens every tenth time. */
const row = 11

/** As many numbers as no group was made with: the read-back may show nothing but their count. */
function otherCount({ contract }: CheckContext): GroupValues {
  return contract.members.numbers === undefined ? {} : { numbers: ['2200', '2201', '2202', '2203'] }
}

/**
 * Now and then a change so small that a server may take it for none: of case alone, or of all but the name. And once what
 * the update before the last one sent, byte for byte: that is no repetition of it.
 */
function nearlyAs(
  [last, earlier]: readonly UpdateRequest[],
  nth: number,
  { contract }: CheckContext,
): GroupValues {
  const name = String(last?.values.name)
  if (nth === 10) return earlier?.values ?? {}
  if (nth === 4) return { name: name.replace(/N(\d+)$/, 'n$1') }
  return nth === 7 && contract.members.description !== undefined ? { name } : {}
}

/** Updates of one group over one connection, each with what is wrong with its read-back where that can be done. */
const updatesInARow = onceARun((t) =>
  t.onOneConnection(async (send) => {
    const updates: { update: UpdateRequest; answer: Answer; notStored: Violation | undefined }[] = []
    for (let nth = 1; nth <= row; nth++) {
      const update = t.group.update(
        nearlyAs(
          updates
            .slice(-2)
            .reverse()
            .map(({ update }) => update),
          nth,
          t,
        ),
      )
      const answer = await send(update)
      const readable = t.meets('read-back')
      const notStored = readable ? await t.problemStored(t.group, update.values) : undefined
      updates.push({ update, answer, notStored })
    }
    return updates
  }),
)

/** An update that changes nothing: valid, where an endpoint holds that as a duty; elsewhere it may be refused. */
export function repeated({ contract }: CheckContext, update: UpdateRequest): UpdateRequest {
  return 'same-update-accepted' in contract.requirements ? update : update.maybeRefused()
}

async function expectAcceptedAgain(t: CheckContext): Promise<void> {
  // What the first update of a group leaves behind beside it is the duty of another check.
  await t.send(t.group.update())
  const update = t.group.update()
  await t.send(update)
  const again = await t.send(repeated(t, update))
  t.expectAccepted(again)
  await t.expectTold(t.group, again, update.values)
}

/** What an accepted update leaves behind. */
export const persistence = behaviour('persistence', [
  check(
    'stored',
    'MUST store what was sent',
    { of: 'update-stored', needs: ['read-back'], after: [...served, 'other-group-kept'], fresh: true },
    async (t) => {
      const update = t.group.update(otherCount(t))
      await t.send(update)
      await t.expectStored(t.group, update.values)
    },
  ),

  numbersStored,

  check(
    'every-update-stored',
    'MUST store each accepted update, not only the first',
    { of: 'every-update-stored', needs: ['read-back'], after: ['update-status', 'stored'] },
    async (t) => {
      for (const { notStored } of await updatesInARow(t)) if (notStored) throw notStored
    },
  ),

  check(
    'every-update-answered',
    'MUST answer each update in a row with its own result',
    { of: 'every-update-stored', after: answered },
    async (t) => {
      for (const { update, answer } of await updatesInARow(t)) {
        t.expectAccepted(answer)
        t.expectReported(answer, update.values)
      }
    },
  ),

  check(
    'small-changes-stored',
    'MUST store a change of nothing but an accent, the case, a blank or one member',
    {
      of: 'every-update-stored',
      needs: ['read-back'],
      after: [...kept, 'every-update-stored', 'text-accents', 'text-decomposed', 'text-case', 'text-blanks'],
    },
    async (t) => {
      const name = String(t.group.update().values.name)
      let last = t.group.update({ name: `${name}e` })
      t.expectAccepted(await t.send(last))
      const others = Object.entries(t.group.update(otherCount(t)).values).filter(
        ([role]) => role !== 'id' && role !== 'owner',
      )
      await eachForm<GroupValues>(
        t,
        [
          ['an accent', { name: `${name}é` }],
          ['an accent written in two', { name: `${name}e\u0301` }],
          ['the case', { name: `${name}E` }],
          ['a blank at the end', { name: `${name}E ` }],
          ...others.map(([role, value]) => [`the ${role} alone`, { [role]: value }] as const),
        ],
        async (change) => {
          const update = last.with(change).maybeRefused()
          if (!t.isTaken(await t.send(update))) return
          last = update
          await t.expectStored(t.group, update.values)
        },
      )
    },
  ),

  check(
    'same-update-again',
    'MUST accept the same update again',
    { of: 'same-update-accepted', after: answered },
    expectAcceptedAgain,
  ),

  check(
    'unchanged-update-accepted',
    'INFERRED to accept an update that changes nothing',
    { of: 'unchanged-update-accepted', after: answered },
    expectAcceptedAgain,
  ),

  check(
    'other-group-kept',
    'MUST change that group and no other',
    { of: 'other-groups-kept', needs: ['read-back'], groups: 2, fresh: true },
    async (t) => {
      const { otherGroup } = t
      const last = t.fixtures.log.lastUpdates.of(otherGroup.id).at(-1)
      const made = otherGroup.name === undefined ? {} : { name: otherGroup.name }
      const held = last ? (last.values ?? {}) : made
      const before = await t.settled(otherGroup, (read) => t.notStored(read, held) === undefined)
      const changed = t.notStored(before, held)
      if (changed) throw changed
      await t.send(t.group.update(otherCount(t)))
      await t.expectUnchanged(otherGroup, before)
    },
  ),

  ...equalValueChecks,

  check(
    'update-creates-nothing',
    'MUST NOT create a group when it updates one',
    { of: 'update-creates-nothing', needs: ['list'], fresh: true },
    async (t) => {
      // Two ids in one update may be refused and may mean either group, but not a new one.
      const stranger = t.unknownId()
      if (t.contract.update.path.includes('{id}') && t.contract.required.includes('id'))
        await t.send(t.group.update().with({ id: stranger }).free())
      const update = t.group.update()
      await t.send(update)
      const listed = await t.listed()
      t.expect(
        listed.every(({ id }) => id !== stranger),
        'no group of an id that was unknown',
        `group ${stranger}`,
      )
      const named = listed.filter(({ values }) => values.name === update.values.name)
      const same = listed.filter(({ values }) => values.id === t.group.id)
      t.expect(
        named.length <= 1 && same.length <= 1,
        'one group of that name and id',
        `${named.length} of that name, ${same.length} of that id`,
      )
    },
  ),
])
