import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { onceARun } from '../helpers/checks/once.ts'
import type { Contract } from '../helpers/contract/contract.ts'
import type { GroupValues } from '../helpers/contract/types.ts'
import { hasFormats } from './formats.ts'
import { otherOwner } from './other-owner.ts'
import { ownerPairChecks } from './owner-pairs.ts'
import { kept, served, stored } from './precedence.ts'
import { expectNotTaken, similarPairChecks } from './similar-pairs.ts'

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
      const { answer, changed } = await pairTakenTwice(t)
      t.expectRefused(answer, 'conflict')
      if (changed) throw changed
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

  check(
    'similar-name',
    'MUST accept a name that only resembles that of another group',
    {
      of: 'different-name-accepted',
      groups: 2,
      after: [...kept, 'text-accents', 'text-blanks', 'text-case'],
    },
    async (t) => {
      const name = `${t.fixtures.names.name()}m`
      const taken = t.group.update({ name })
      await t.send(taken)
      const withName = (similar: string) => t.otherGroup.update({ ...pair(taken.values), name: similar })
      for (const similar of [`${name}l`, name.slice(0, -1), name.slice(1), `${name.slice(0, -1)}M`])
        t.expectAccepted(await t.send(withName(similar)))
      const free = () => t.fixtures.names.name()
      for (const ending of ['ḿ', 'm '])
        await expectNotTaken(t, (start) => withName(`${start}${ending}`), name.slice(0, -1), free)
    },
  ),

  check(
    'freed-name',
    'MUST accept a name that another group has given up',
    {
      of: 'different-name-accepted',
      groups: 2,
      after: [...stored, 'every-update-stored', 'update-creates-nothing'],
    },
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

/** Gives the group a pair, and asks for the same one for the other group. */
async function takePair(t: CheckContext) {
  const taken = t.group.update()
  await t.send(taken)
  const request = t.otherGroup.update(pair(taken.values)).refusedBy('conflict')
  return { taken, request, answer: await t.send(request) }
}

/** Asked once for all checks that judge nothing but the answer. */
export const pairTaken = onceARun(takePair)

/** The same with a look at both groups, and then without an accept header: what came of it, for the checks of either. */
const pairTakenTwice = onceARun(async (t) => {
  const other = t.meets('read-back') ? await t.updated(t.otherGroup) : undefined
  const { taken, request, answer } = await takePair(t)
  const changed =
    other &&
    ((await t.problemUnchanged(t.otherGroup, other)) ?? (await t.problemStored(t.group, taken.values)))
  const bare = hasFormats(t.contract) ? await t.send(request.withoutHeader('Accept')) : undefined
  return { answer, changed, bare }
})

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

function pair({ owner = '', name = '' }: GroupValues): GroupValues {
  return { owner, name }
}
