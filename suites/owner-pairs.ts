import { check } from '../helpers/checks/check.ts'
import { onceARun } from '../helpers/checks/once.ts'
import type { StoredGroup } from '../helpers/fixtures/siblings.ts'
import { ownerRefusals } from '../helpers/target/exchange-kind.ts'
import { hasOwner, otherOwner } from './other-owner.ts'
import { served } from './precedence.ts'
import { pair } from './taken-pairs.ts'

/**
 * Asks for the pair of a group of another owner at once; gives the group its name, and then asks for its owner as well:
 * the answers, and what the refusal changed of either group. Once for the checks that judge the one and the other.
 */
const pairElsewhereTaken = onceARun(async (t) => {
  const other = await otherOwner(t, t.fixtures.names.nobody())
  const { owner = '', name = '' } = other
  const asking = () =>
    t.group.update({ owner, name }).refusedBy('conflict', 'invalid', 'unprocessable', 'forbidden')
  // Where both change, the pair is easily looked up under the owner that the group still has.
  const atOnce = await t.send(asking())
  const held = t.group.update({ name })
  const freely = await t.send(held)
  const isHeld = (read: StoredGroup) => t.notStored(read, held.values) === undefined
  const before = t.meets('read-back') ? await t.settled(t.group, isHeld) : undefined
  const answer = await t.send(asking())
  if (!before || !t.isRefusal(answer)) return { atOnce, freely, answer }
  const changed =
    (await t.problemUnchanged(t.group, before)) ?? (await t.problemStored(other, { owner, name }))
  return { atOnce, freely, answer, changed }
})

/** The pair of owner and name, where an update gives a group to another owner. */
export const ownerPairChecks = [
  check(
    'conflict-owner-changed',
    'MUST refuse the pair that is taken where the owner changes, alone or with the name',
    {
      of: 'pair-unique',
      needs: ['owner-elsewhere'],
      appliesTo: hasOwner,
      after: [
        ...['conflict-pair-taken', 'conflict-pair-created', 'same-name-other-owner', 'owner-changed'],
        // A refusal that takes the pair from its group leaves nothing to refuse.
        'conflict-changes-nothing',
      ],
    },
    async (t) => {
      const { atOnce, freely, answer } = await pairElsewhereTaken(t)
      t.expectRefused(atOnce, 'conflict')
      t.expectAccepted(freely)
      t.expectRefused(answer, 'conflict')
    },
  ),

  check(
    'conflict-owner-changes-nothing',
    'MUST leave both groups as they were when it refuses a pair that is taken where the owner changes',
    {
      of: 'refusal-changes-nothing',
      needs: ['owner-elsewhere', 'read-back'],
      appliesTo: hasOwner,
      after: ['conflict-owner-changed', 'conflict-changes-nothing'],
    },
    async (t) => {
      const { changed } = await pairElsewhereTaken(t)
      if (changed) throw changed
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
      const owner = t.fixtures.names.nobody()
      t.fixtures.watch(owner)
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
    'name-taken-along',
    'MUST accept a name that a group took along to another owner',
    {
      of: 'different-name-accepted',
      needs: ['owner-elsewhere'],
      appliesTo: hasOwner,
      groups: 2,
      after: [
        ...['owner-changed', 'owner-change-stored', 'freed-name', 'same-name-other-owner', ...served],
        // A copy has the name as well.
        ...['update-creates-nothing', 'bystanders-kept'],
      ],
    },
    async (t) => {
      const owner = t.fixtures.names.nobody()
      t.fixtures.watch(owner)
      const held = t.group.update()
      t.expectAccepted(await t.send(held))
      const moved = await t.send(held.with({ owner }).maybeRefused(...ownerRefusals))
      if (!t.isTaken(moved, ownerRefusals)) return t.note('no group is given to another owner')
      const answer = await t.send(t.otherGroup.update(pair(held.values)))
      // Back to its owner, among whose groups it is looked for.
      await t.send(t.group.update().maybeRefused(...ownerRefusals))
      t.expectAccepted(answer)
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
