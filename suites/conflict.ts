import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { onceARun } from '../helpers/checks/once.ts'
import type { Contract } from '../helpers/contract/contract.ts'
import type { GroupValues } from '../helpers/contract/types.ts'
import type { Answer } from '../helpers/target/answer.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'
import { otherOwner } from './other-owner.ts'
import { ownerPairChecks } from './owner-pairs.ts'
import { kept, served, stored } from './precedence.ts'

const hasConflict = ({ outcomes }: Contract) => outcomes.conflict !== undefined

/** Pairs that two groups ask for at once. */
const races = 3

/** The pair of owner and name belongs to one group. */
export const conflict = behaviour('conflict', [
  check(
    'conflict-pair-taken',
    'MUST refuse the pair that another group was updated to',
    { of: 'pair-unique', groups: 2, after: stored },
    async (t) => t.expectRefused((await pairTaken(t)).answer, 'conflict'),
  ),

  check(
    'conflict-pair-created',
    'MUST refuse the pair that another group was created with',
    { of: 'pair-unique', needs: ['owner-elsewhere'], after: ['conflict-pair-taken', 'id-others'] },
    async (t) => {
      const other = await t.fixtures.make()
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
      const other = await t.updated(t.otherGroup)
      const { taken, answer } = await takePair(t)
      t.expectRefused(answer, 'conflict')
      await t.expectUnchanged(t.otherGroup, other)
      await t.expectStored(t.group, taken.values)
    },
  ),

  check(
    'conflict-pair-raced',
    'MUST give a pair to one group only when two ask for it at once',
    {
      of: 'pair-unique',
      groups: 2,
      needs: ['read-back'],
      after: ['conflict-pair-taken', 'conflict-changes-nothing', ...kept],
    },
    async (t) => {
      for (let round = 0; round < races; round++) await racePair(t)
    },
  ),

  check(
    'own-pair',
    'MUST accept the pair that the group already has',
    { of: 'own-pair-kept', after: served },
    async (t) => {
      const update = t.group.update()
      await t.send(update)
      t.expectAccepted(await t.send(update))
    },
  ),

  check(
    'similar-name',
    'MUST accept a name that only resembles that of another group',
    { of: 'different-name-accepted', groups: 2, after: served },
    async (t) => {
      const name = `${t.fixtures.names.name()}m`
      const taken = t.group.update({ name })
      await t.send(taken)
      for (const similar of [`${name}l`, name.slice(0, -1), name.slice(1)])
        t.expectAccepted(await t.send(t.otherGroup.update({ ...pair(taken.values), name: similar })))
    },
  ),

  check(
    'freed-name',
    'MUST accept a name that another group has given up',
    { of: 'different-name-accepted', groups: 2, after: [...stored, 'every-update-stored'] },
    async (t) => {
      const before = t.group.update()
      await t.send(before)
      await t.send(t.group.update())
      t.expectAccepted(await t.send(t.otherGroup.update(pair(before.values))))
    },
  ),

  check(
    'same-name-other-owner',
    'MUST accept the name that a group of another owner has',
    { of: 'same-name-other-owner', needs: ['owner-elsewhere'], after: served },
    async (t) => {
      const taken = t.group.update()
      await t.send(taken)
      const other = await otherOwner(t, t.fixtures.names.nobody())
      t.expectAccepted(
        await t.send(other.update({ owner: other.owner ?? '', name: taken.values.name ?? '' })),
      )
    },
  ),

  ...ownerPairChecks,
])

/** Gives the group a pair, and asks for the same one for the other group. */
async function takePair(t: CheckContext): Promise<{ taken: UpdateRequest; answer: Answer }> {
  const taken = t.group.update()
  await t.send(taken)
  const request = t.otherGroup.update(pair(taken.values)).refusedBy('conflict')
  return { taken, answer: await t.send(request) }
}

/** Asked once for all checks that judge nothing but the answer. */
export const pairTaken = onceARun(takePair)

/** Whoever loses is refused, which the documents know; none fails internally, and the pair is one group's. */
async function racePair(t: CheckContext): Promise<void> {
  const name = t.fixtures.names.name()
  const groups = [t.group, t.otherGroup]
  const answers = await Promise.all(groups.map((group) => t.sendFresh(group.update({ name }).maybeRefused())))
  const taken = answers.filter((answer) => t.isTaken(answer))
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

function pair({ owner = '', name = '' }: GroupValues): GroupValues {
  return { owner, name }
}
