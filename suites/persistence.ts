import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { show } from '../helpers/checks/expectations.ts'
import { onceARun } from '../helpers/checks/once.ts'
import { sameJson } from '../helpers/contract/json-value.ts'
import type { GroupValues } from '../helpers/contract/types.ts'
import type { StoredGroup } from '../helpers/fixtures/siblings.ts'
import type { Answer } from '../helpers/target/answer.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'
import { NotTested } from '../helpers/verdict/signals.ts'

/** Enough updates in a row to meet a mistake that happens every tenth time. */
const row = 11

/** As many numbers as no group was made with: the read-back may show nothing but their count. */
function otherCount({ contract }: CheckContext): GroupValues {
  return contract.members.numbers === undefined ? {} : { numbers: ['2200', '2201', '2202', '2203'] }
}

/** Now and then a change so small that a server may take it for none: of case alone, or of all but the name. */
function nearlyAs(last: UpdateRequest | undefined, nth: number, { contract }: CheckContext): GroupValues {
  const name = String(last?.values.name)
  if (nth === 4) return { name: name.replace(/N(\d+)$/, 'n$1') }
  return nth === 7 && contract.members.description !== undefined ? { name } : {}
}

/** Updates of one group over one connection, each read back where that can be done. */
const updatesInARow = onceARun((t) =>
  t.onOneConnection(async (send) => {
    const updates: { update: UpdateRequest; answer: Answer; stored: StoredGroup | undefined }[] = []
    for (let nth = 1; nth <= row; nth++) {
      const update = t.group.update(nearlyAs(updates.at(-1)?.update, nth, t))
      const answer = await send(update)
      const stored = t.meets('read-back') ? await t.stored(t.group) : undefined
      updates.push({ update, answer, stored })
    }
    return updates
  }),
)

/** What an accepted update leaves behind. */
export const persistence = behaviour('persistence', [
  check(
    'stored',
    'MUST store what was sent',
    { of: 'update-stored', needs: ['read-back'], fresh: true },
    async (t) => {
      const update = t.group.update(otherCount(t))
      await t.send(update)
      t.expectStored(await t.stored(t.group), update.values, new Set())
    },
  ),

  check(
    'numbers-stored',
    'MUST store the numbers that were sent',
    { of: 'numbers-kept', fresh: true },
    async (t) => {
      const update = t.group.update()
      await t.send(update)
      const { numbers } = t.reported(await t.send(t.group.update().without('numbers'))).values
      if (t.plain.misreported.has('numbers'))
        throw new NotTested('even a plain update does not report the numbers that were sent')
      // Losing what an update leaves out is another check's finding; here only other numbers are.
      if (numbers === undefined || sameJson(numbers, []))
        throw new NotTested('an update without numbers does not show the stored ones')
      t.expect(
        sameJson(numbers, update.values.numbers),
        `numbers ${show(update.values.numbers)}`,
        show(numbers),
      )
    },
  ),

  check(
    'every-update-stored',
    'MUST store each accepted update, not only the first',
    { of: 'every-update-stored', needs: ['read-back'] },
    async (t) => {
      for (const { update, stored } of await updatesInARow(t))
        if (stored) t.expectStored(stored, update.values)
    },
  ),

  check(
    'every-update-answered',
    'MUST answer each update in a row with its own result',
    { of: 'every-update-stored' },
    async (t) => {
      for (const { update, answer } of await updatesInARow(t)) {
        t.expectAccepted(answer)
        t.expectReported(answer, update.values)
      }
    },
  ),

  check(
    'same-update-again',
    'MUST accept the same update again',
    { of: 'every-update-stored' },
    async (t) => {
      // What the first update of a group leaves behind beside it is the finding of another check.
      await t.send(t.group.update())
      const update = t.group.update()
      await t.send(update)
      const again = await t.send(update)
      t.expectAccepted(again)
      t.expectReported(again, update.values)
    },
  ),

  check(
    'other-group-kept',
    'MUST change that group and no other',
    { of: 'other-groups-kept', needs: ['read-back'], groups: 2, fresh: true },
    async (t) => {
      const before = await t.stored(t.otherGroup)
      await t.send(t.group.update(otherCount(t)))
      t.expectUnchanged(before, await t.stored(t.otherGroup))
    },
  ),

  check(
    'update-creates-nothing',
    'MUST NOT create a group when it updates one',
    { of: 'update-creates-nothing', needs: ['list'], fresh: true },
    async (t) => {
      const update = t.group.update()
      await t.send(update)
      const listed = await t.listed()
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
