import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import type { Contract } from '../helpers/contract/contract.ts'
import { hasFormats } from './formats.ts'
import { furtherGroup, otherOwner } from './other-owner.ts'
import { ownerPairChecks } from './owner-pairs.ts'
import { kept, served, stored } from './precedence.ts'
import { freeNameChecks, similarPairChecks } from './similar-pairs.ts'
import { pairTaken, pairTakenTwice } from './taken-pairs.ts'

const hasConflict = ({ outcomes }: Contract) => outcomes.conflict !== undefined

/** Pairs that two groups ask for at once: of a server that looks first and updates then, every third race tells it. */
const races = 6

/** The pair of owner and name belongs to one group. */
export const conflict = behaviour('conflict', [
  check(
    'conflict-pair-taken',
    'MUST refuse the pair that another group was updated to',
    // An update of another id may write to one of the groups meanwhile.
    { of: 'pair-unique', groups: 2, after: [...stored, 'id-others'] },
    async (t) => t.expectRefused((await pairTaken(t)).answer, 'conflict'),
  ),

  check(
    'conflict-without-accept',
    'MUST refuse a pair that is taken without an accept header as well',
    {
      of: 'pair-unique',
      groups: 2,
      after: ['conflict-pair-taken', 'conflict-changes-nothing', 'robust-refusals-without-accept'],
      appliesTo: hasFormats,
    },
    async (t) => {
      const { bare } = await pairTakenTwice(t)
      if (bare) t.expectRefused(bare, 'conflict')
    },
  ),

  check(
    'conflict-pair-created',
    'MUST refuse the pair that another group was created with',
    { of: 'pair-unique', needs: ['owner-elsewhere'], after: ['conflict-pair-taken', 'id-others'] },
    async (t) => {
      const other = await furtherGroup(t)
      const request = t.group.update({ owner: other.owner ?? '', name: other.name ?? '' })
      t.expectRefused(await t.send(request.refusedBy('conflict')), 'conflict')
    },
  ),

  check(
    'conflict-status',
    'MUST answer a taken pair as a conflict',
    { of: 'pair-unique', groups: 2, after: ['conflict-pair-taken'] },
    async (t) => t.expectOutcome((await pairTaken(t)).answer, 'conflict'),
  ),

  check(
    'conflict-changes-nothing',
    'MUST leave both groups as they were when it refuses a taken pair',
    {
      of: 'refusal-changes-nothing',
      groups: 2,
      needs: ['read-back'],
      after: ['conflict-pair-taken'],
      appliesTo: hasConflict,
    },
    async (t) => {
      const { answer, changed, back } = await pairTakenTwice(t)
      t.expectRefused(answer, 'conflict')
      if (changed) throw changed
      if (back) t.expectRefused(back, 'conflict')
    },
  ),

  check(
    'conflict-pair-raced',
    'MUST give a pair to one group only when two ask for it at once',
    {
      of: 'pair-unique',
      groups: 2,
      needs: ['read-back'],
      after: ['conflict-pair-taken', 'conflict-status', 'conflict-changes-nothing', ...kept],
    },
    async (t) => {
      for (let round = 0; round < races; round++) await racePair(t)
    },
  ),

  check(
    'own-pair',
    'MUST accept the pair that the group already has',
    { of: 'own-pair-kept', after: [...served, 'update-creates-nothing'] },
    async (t) => {
      const update = t.group.update()
      await t.send(update)
      t.expectAccepted(await t.send(update))
    },
  ),

  ...freeNameChecks,

  check(
    'same-name-other-owner',
    'MUST accept the name that a group of another owner has',
    { of: 'same-name-other-owner', needs: ['owner-elsewhere'], after: served },
    async (t) => {
      const owner = t.fixtures.names.nobody()
      const name = t.fixtures.names.name()
      await t.send(t.group.update({ name: `7${name}` }))
      const other = await otherOwner(t, owner)
      t.expectAccepted(await t.send(other.update({ owner, name: `7${name}` })))
      // Written one after the other, this owner and name are those of the group before.
      const neighbour = await t.fixtures.makeFor(`${owner}7`)
      if (neighbour) t.expectAccepted(await t.send(neighbour.update({ owner: `${owner}7`, name })))
    },
  ),

  ...ownerPairChecks,
  ...similarPairChecks,
])

/** Whoever loses is refused as a conflict; none fails internally, and the pair is one group's. */
async function racePair(t: CheckContext): Promise<void> {
  const name = t.fixtures.names.name()
  const groups = [t.group, t.otherGroup]
  const answers = await Promise.all(
    groups.map((group) => t.sendFresh(group.update({ name }).maybeRefused('conflict'))),
  )
  const taken = answers.filter((answer) => t.isAccepted(answer))
  for (const answer of answers) if (!t.isAccepted(answer)) t.expectOutcome(answer, 'conflict')
  for (const answer of taken) t.expectReported(answer, { name })
  if (taken.length <= 1) return
  const stored = await Promise.all(groups.map((group) => t.stored(group)))
  t.expect(
    stored.some(({ values }) => values.name !== name),
    `one group named ${name}`,
    'two of one owner',
    answers[1],
  )
}
