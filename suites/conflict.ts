import { behaviour, check } from '../helpers/checks/check.ts'
import type { Contract } from '../helpers/contract/contract.ts'
import type { GroupValues } from '../helpers/contract/types.ts'
import { otherOwner } from './other-owner.ts'

const hasConflict = ({ outcomes }: Contract) => outcomes.conflict !== undefined

/** The pair of owner and name belongs to one group. */
export const conflict = behaviour('conflict', [
  check(
    'conflict-pair-taken',
    'MUST refuse the pair that another group was updated to',
    { of: 'pair-unique', groups: 2 },
    async (t) => {
      const taken = t.group.update()
      await t.send(taken)
      const answer = await t.send(t.otherGroup.update(pair(taken.values)))
      // A refusal of an undocumented kind is the finding of the check of the status.
      if (!t.isAccepted(answer)) return
      // A pair that was accepted and not stored is free: that is the persistence checks' finding.
      const free = t.meets('read-back') && (await t.stored(t.group)).values.name !== taken.values.name
      if (!free) t.expectRefused(answer, 'conflict')
    },
  ),

  check(
    'conflict-pair-created',
    'MUST refuse the pair that another group was created with',
    { of: 'pair-unique', needs: ['owner-elsewhere'] },
    async (t) => {
      const other = await t.fixtures.make()
      const answer = await t.send(t.group.update({ owner: other.owner ?? '', name: other.name ?? '' }))
      // A name that became another one clashes with none.
      const stored = t.plain.misstored.has('name') || t.plain.misstored.has('owner')
      if (t.isAccepted(answer) && !stored) t.expectRefused(answer, 'conflict')
    },
  ),

  check(
    'conflict-status',
    'MUST answer a taken pair as a conflict',
    { of: 'pair-unique', groups: 2 },
    async (t) => {
      const taken = t.group.update()
      await t.send(taken)
      const answer = await t.send(t.otherGroup.update(pair(taken.values)))
      if (!t.isAccepted(answer)) t.expectOutcome(answer, 'conflict')
    },
  ),

  check(
    'conflict-changes-nothing',
    'MUST leave both groups as they were when it refuses a taken pair',
    { of: 'refusal-changes-nothing', groups: 2, needs: ['read-back'], appliesTo: hasConflict },
    async (t) => {
      const taken = t.group.update()
      await t.send(taken)
      const [mine, other] = [await t.stored(t.group), await t.stored(t.otherGroup)]
      const answer = await t.send(t.otherGroup.update(pair(taken.values)))
      if (!t.isRefusal(answer)) return
      t.expectUnchanged(mine, await t.stored(t.group))
      t.expectUnchanged(other, await t.stored(t.otherGroup))
    },
  ),

  check(
    'conflict-pair-raced',
    'MUST give a pair to one group only when two ask for it at once',
    { of: 'pair-unique', groups: 2, needs: ['read-back'] },
    async (t) => {
      const name = t.fixtures.names.name()
      const groups = [t.group, t.otherGroup]
      const answers = await Promise.all(
        groups.map((group) => t.onOneConnection((send) => send(group.update({ name })))),
      )
      if (!answers.every((answer) => t.isAccepted(answer))) return
      const stored = await Promise.all(groups.map((group) => t.stored(group)))
      if (stored.some(({ values }) => values.name !== name)) return
      const again = await t.send(t.otherGroup.update({ name }))
      // A pair that is given again though it is taken is not a matter of time: another check has that finding.
      t.expect(t.isAccepted(again), `one group named ${name}`, 'two of one owner', again)
    },
  ),

  check('own-pair', 'MUST accept the pair that the group already has', { of: 'own-pair-kept' }, async (t) => {
    const update = t.group.update()
    await t.send(update)
    t.expectAccepted(await t.send(update))
  }),

  check(
    'similar-name',
    'MUST accept a name that only resembles that of another group',
    { of: 'different-name-accepted', groups: 2 },
    async (t) => {
      const name = `${t.fixtures.names.name()}-m`
      const taken = t.group.update({ name })
      await t.send(taken)
      for (const similar of [`${name}-l`, name.slice(0, -1), name.slice(1)]) {
        t.expectAccepted(await t.send(t.otherGroup.update({ ...pair(taken.values), name: similar })))
      }
    },
  ),

  check(
    'freed-name',
    'MUST accept a name that another group has given up',
    { of: 'different-name-accepted', groups: 2 },
    async (t) => {
      const before = t.group.update()
      await t.send(before)
      await t.send(t.group.update())
      // A name that was not given up is still taken: that is the persistence checks' finding.
      if (t.meets('read-back') && (await t.stored(t.group)).values.name === before.values.name) return
      t.expectAccepted(await t.send(t.otherGroup.update(pair(before.values))))
    },
  ),

  check(
    'same-name-other-owner',
    'MUST accept the name that a group of another owner has',
    { of: 'same-name-other-owner', needs: ['owner-elsewhere'] },
    async (t) => {
      const taken = t.group.update()
      await t.send(taken)
      const other = await otherOwner(t, t.fixtures.names.nobody())
      t.expectAccepted(
        await t.send(other.update({ owner: other.owner ?? '', name: taken.values.name ?? '' })),
      )
    },
  ),
])

function pair({ owner = '', name = '' }: GroupValues): GroupValues {
  return { owner, name }
}
