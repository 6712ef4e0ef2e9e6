import fc from 'fast-check'
import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { forAll } from '../helpers/checks/for-all.ts'
import { onceARun } from '../helpers/checks/once.ts'
import type { Contract } from '../helpers/contract/contract.ts'
import { sameJson } from '../helpers/contract/json-value.ts'
import type { GroupValues, Json } from '../helpers/contract/types.ts'
import type { Group } from '../helpers/fixtures/group.ts'
import type { StoredGroup } from '../helpers/fixtures/siblings.ts'
import type { Cases } from '../helpers/payloads/cases.ts'
import type { Answer } from '../helpers/target/answer.ts'
import { show } from '../helpers/target/describe.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'
import { partsInFlight } from './concurrent-parts.ts'
import { eachMissing, isOptional } from './optional-members.ts'
import { answered, kept, stored } from './precedence.ts'

/** Updates in flight at once. */
const atOnce = 6

/** Whether an update may send the name alone, and may send all but the name. */
const hasParts = (contract: Contract) => isOptional('name')(contract) && isOptional('description')(contract)

/** Updates of two groups, all in flight together, and the groups afterwards where they can be read. */
const updatesInFlight = onceARun(async (t) => {
  const sent = Array.from({ length: atOnce }, (_, at) => distinct(at % 2 === 0 ? t.group : t.otherGroup, at))
  const readable = t.meets('read-back') ? t.groups : []
  // What a read finds that is in flight as well must not be what is read afterwards, such as out of a cache.
  const [, updates] = await Promise.all([
    together(readable.map((group) => () => t.stored(group))),
    together(sent.map((update) => async () => ({ update, answer: await t.sendFresh(update) }))),
  ])
  const groups = await Promise.all(
    readable.map(async (group) => {
      const mine = sent.filter(({ values }) => values.id === group.id)
      return { after: await t.settled(group, (read) => isOneOf(t, read, mine)), mine }
    }),
  )
  const [first] = groups
  return { updates, groups, lost: first && hasParts(t.contract) && (await partsInFlight(t, first.after)) }
})

/** Updates in flight at the same time do not mix. */
export const concurrency = behaviour('concurrency', [
  check(
    'concurrent-answers',
    'MUST answer each of several updates in flight with its own result',
    { of: 'concurrent-updates', groups: 2, after: [...answered, 'created-kept'] },
    async (t) => {
      const { updates } = await updatesInFlight(t)
      for (const { update, answer } of updates) expectOwnResult(t, answer, update.values)
      expectOwnCreation(t, updates)
    },
  ),

  check(
    'concurrent-stored',
    'MUST store one of several updates in flight whole',
    { of: 'concurrent-updates', groups: 2, needs: ['read-back'], after: stored },
    async (t) => {
      for (const { after, mine } of (await updatesInFlight(t)).groups) expectWhole(t, after, mine)
    },
  ),

  check(
    'concurrent-parts-kept',
    'INFERRED to keep what an update in flight sends of members that another one leaves out',
    {
      of: 'omitted-kept',
      groups: 2,
      needs: ['read-back'],
      appliesTo: hasParts,
      after: [
        ...kept,
        ...eachMissing,
        'concurrent-stored',
        'optional-parts-stored',
        'optional-name-kept',
        'optional-description-kept',
      ],
    },
    async (t) => {
      const { lost } = await updatesInFlight(t)
      if (lost) throw lost
    },
  ),

  check(
    'generated-race',
    'MUST leave one of the accepted updates whole, whatever else was in flight',
    {
      of: 'concurrent-updates',
      needs: ['read-back'],
      after: [
        ...kept,
        'malformed-truncated',
        'malformed-changes-nothing',
        'every-update-stored',
        'concurrent-answers',
        'concurrent-stored',
        'other-group-kept',
      ],
    },
    (t) =>
      forAll(t, races(), async (rounds) => {
        for (const round of rounds) await race(t, round)
      }),
  ),
])

type Racer = (typeof racers)[number]

const racers = ['update', 'refused', 'read'] as const

/** Rounds of requests for one group; those of a round are in flight together, and the rounds follow one another. */
function races(): Cases<readonly (readonly Racer[])[]> {
  const round = fc.array(fc.constantFrom(...racers, 'update' as const), { minLength: 2, maxLength: 5 })
  return { drawn: fc.array(round, { minLength: 1, maxLength: 2 }), isCase: isRace, weight: 6 }
}

function isRace(value: Json): value is readonly (readonly Racer[])[] {
  return (
    Array.isArray(value) &&
    value.every(
      (round) =>
        Array.isArray(round) &&
        round.length <= 20 &&
        round.every((racer) => racers.some((known) => known === racer)),
    )
  )
}

/**
 * One round. The group is a register: whoever reads it sees one of the values that were written to it, whole, and
 * after the round it holds one of those that were accepted, or what it held before if none was.
 */
async function race(t: CheckContext, round: readonly Racer[]): Promise<void> {
  // Of several updates that were accepted, the last one may show itself late.
  const before = await t.shownAtLast(t.group)
  const updates = round.map((_, at) => distinct(t.group, at))
  const written = updates.filter((_, at) => round[at] === 'update')
  const accepted: UpdateRequest[] = []
  await together(
    updates.map((update, at) => async () => {
      if (round[at] === 'read') {
        const read = await t.stored(t.group)
        if (!sameJson(read.values, before.values)) expectWhole(t, read, written)
        return
      }
      if (round[at] === 'refused') {
        const cut = update.withBody(update.text.slice(0, -1)).refusedBy('malformed')
        t.expectRefused(await t.sendFresh(cut), 'malformed')
        return
      }
      const answer = await t.sendFresh(update)
      expectOwnResult(t, answer, update.values)
      if (t.isAccepted(answer)) accepted.push(update)
    }),
  )
  if (accepted.length === 0) await t.expectUnchanged(t.group, before)
  else expectWhole(t, await t.settled(t.group, (read) => isOneOf(t, read, accepted)), accepted)
}

/** To lose a race may lawfully be told as a conflict; to fall over it may not. */
function expectOwnResult(t: CheckContext, answer: Answer, sent: GroupValues): void {
  if (t.isTaken(answer)) t.expectReported(answer, sent)
}

/** When a group was created is the same in all its answers, whatever other groups were answered meanwhile. */
function expectOwnCreation(
  t: CheckContext,
  updates: readonly { readonly update: UpdateRequest; readonly answer: Answer }[],
): void {
  const member = 'created'
  if (!t.contract.dates.members.includes(member)) return
  const first = new Map<Json | undefined, Json | undefined>()
  for (const { update, answer } of updates.filter(({ answer }) => t.isAccepted(answer))) {
    const created = t.reported(answer).members[member]
    if (!first.has(update.values.id)) first.set(update.values.id, created)
    t.expectSame(member, first.get(update.values.id), created, answer)
  }
}

/** The stored group is the one of one of the updates, whole. */
function expectWhole(t: CheckContext, read: StoredGroup, updates: readonly UpdateRequest[]): void {
  t.expect(isOneOf(t, read, updates), 'the values of one update', show(read.members))
}

function isOneOf(t: CheckContext, read: StoredGroup, updates: readonly UpdateRequest[]): boolean {
  return updates.some(({ values }) => t.notStored(read, values) === undefined)
}

/** All in flight at once, and all of them over before any of them is judged. */
async function together<Value>(tasks: readonly (() => Promise<Value>)[]): Promise<Value[]> {
  const settled = await Promise.allSettled(tasks.map((task) => task()))
  return settled.map((each) => {
    if (each.status === 'rejected') throw each.reason
    return each.value
  })
}

/** An update that has neither its values nor as many numbers as another one. */
function distinct(group: Group, at: number): UpdateRequest {
  const update = group.update().maybeRefused()
  if (update.values.numbers === undefined) return update
  return update.with({ numbers: Array.from({ length: at + 2 }, (_, nth) => `81${at}${nth}`) })
}
