import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { hasIdInPath } from '../helpers/contract/id-place.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'
import { eachForm } from './each-form.ts'
import { equalValueChecks } from './equal-values.ts'
import { numbersStored } from './numbers-stored.ts'
import { answered, kept, served } from './precedence.ts'
import { twoIdsCheck } from './two-ids.ts'
import { otherCount, updatesInARow } from './updates-in-a-row.ts'

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
      const { row } = await updatesInARow(t)
      const wrong = row.find(({ small, answer, notStored }) => !small && t.isAccepted(answer) && notStored)
      if (wrong?.notStored) throw wrong.notStored
    },
  ),

  check(
    'every-update-answered',
    'MUST answer each update in a row with its own result',
    {
      of: 'every-update-stored',
      after: answered,
    },
    async (t) => {
      for (const { small, bare, update, answer } of (await updatesInARow(t)).row) {
        if (small || bare) continue
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
      const { row } = await updatesInARow(t)
      const changes = row.flatMap((sent) => (sent.small ? [[sent.small, sent] as const] : []))
      await eachForm(t, changes, async ({ answer, notStored }) => {
        if (t.isTaken(answer) && notStored) throw notStored
      })
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
      const before = await t.asLeft(otherGroup)
      const changed = t.notStored(before, t.heldBy(otherGroup))
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
      if (hasIdInPath(t.contract) && t.contract.required.includes('id'))
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

  twoIdsCheck,
])
