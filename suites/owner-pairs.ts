import { check } from '../helpers/checks/check.ts'
import { ownerRefusals } from '../helpers/target/exchange-kind.ts'
import { hasOwner, otherOwner } from './other-owner.ts'
import { served } from './precedence.ts'

/** The pair of owner and name, where an update gives a group to another owner. */
export const ownerPairChecks = [
  check(
    'conflict-owner-changed',
    'MUST refuse the pair that is taken where only the owner changes',
    {
      of: 'pair-unique',
      needs: ['owner-elsewhere'],
      appliesTo: hasOwner,
      after: ['conflict-pair-taken', 'conflict-pair-created', 'same-name-other-owner', 'owner-changed'],
    },
    async (t) => {
      const other = await otherOwner(t, t.fixtures.names.nobody())
      const { owner = '', name = '' } = other
      t.expectAccepted(await t.send(t.group.update({ name })))
      const request = t.group
        .update({ owner, name })
        .refusedBy('conflict', 'invalid', 'unprocessable', 'forbidden')
      t.expectRefused(await t.send(request), 'conflict')
    },
  ),

  check(
    'name-of-old-owner',
    'MUST accept a name that only a group of the old owner has where the owner changes',
    {
      of: 'different-name-accepted',
      needs: ['owner-elsewhere'],
      appliesTo: hasOwner,
      groups: 2,
      after: ['owner-changed', 'same-name-other-owner', ...served],
    },
    async (t) => {
      const { owner = '' } = await otherOwner(t, t.fixtures.names.nobody())
      const moved = await t.send(t.group.update({ owner }).maybeRefused(...ownerRefusals))
      if (!t.isTaken(moved, ownerRefusals)) return t.note('no group is given to another owner')
      t.expectAccepted(await t.send(t.group.update().maybeRefused(...ownerRefusals)))
      const taken = t.otherGroup.update()
      t.expectAccepted(await t.send(taken))
      const request = t.group.update({ owner, name: taken.values.name ?? '' })
      t.expectAccepted(await t.send(request.maybeRefused(...ownerRefusals)))
      t.expectAccepted(await t.send(t.group.update().maybeRefused(...ownerRefusals)))
    },
  ),

  check(
    'removed-name',
    'MUST accept the name of a group that was removed',
    { of: 'different-name-accepted', needs: ['removed-group'], after: served },
    async (t) => {
      const { removed } = t.fixtures.capabilities
      t.expectAccepted(await t.send(t.group.update({ name: removed?.name ?? '' })))
    },
  ),
]
