import fc from 'fast-check'
import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { show } from '../helpers/checks/expectations.ts'
import { forAll } from '../helpers/checks/for-all.ts'
import { onceARun } from '../helpers/checks/once.ts'
import { sameJson } from '../helpers/contract/json-value.ts'
import type { GroupValues, Json, Role } from '../helpers/contract/types.ts'
import type { Group } from '../helpers/fixtures/group.ts'
import type { StoredGroup } from '../helpers/fixtures/siblings.ts'
import type { Cases } from '../helpers/payloads/cases.ts'
import type { Answer } from '../helpers/target/answer.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'
import { Violation } from '../helpers/verdict/signals.ts'
import { failsAlone } from './alone.ts'

/** Updates in flight at once. */
const atOnce = 6

/** Updates of two groups, all in flight together, and the groups before and after where they can be read. */
const updatesInFlight = onceARun(async (t) => {
  const readable = t.meets('read-back') ? t.groups : []
  const readAll = () => Promise.all(readable.map((group) => t.stored(group)))
  const sent = Array.from({ length: atOnce }, (_, at) => distinct(at % 2 === 0 ? t.group : t.otherGroup, at))
  const before = await readAll()
  const updates = await together(
    sent.map((update) => async () => ({ update, answer: await alone(t, update) })),
  )
  const after = await readAll()
  const groups = readable.flatMap((group, at) => {
    const [first, last] = [before[at], after[at]]
    return first && last ? [{ group, before: first, after: last }] : []
  })
  return { updates, groups }
})

/** Updates in flight at the same time do not mix. */
export const concurrency = behaviour('concurrency', [
  check(
    'concurrent-answers',
    'MUST answer each of several updates in flight with its own result',
    { of: 'concurrent-updates', groups: 2 },
    async (t) => {
      for (const { update, answer } of (await updatesInFlight(t)).updates)
        expectOwnResult(t, answer, update.values)
    },
  ),

  check(
    'concurrent-stored',
    'MUST store one of several updates in flight whole',
    { of: 'concurrent-updates', groups: 2, needs: ['read-back'] },
    async (t) => {
      const { updates, groups } = await updatesInFlight(t)
      for (const { group, before, after } of groups) {
        const mine = updates.map(({ update }) => update).filter(({ values }) => values.id === group.id)
        // Where nothing was stored at all, the persistence checks have the finding.
        const touched =
          mine.some(({ values }) => partly(after, values)) || !sameJson(after.values, before.values)
        if (touched) expectWhole(t, after, mine)
      }
    },
  ),

  check(
    'generated-race',
    'MUST leave one of the accepted updates whole, whatever else was in flight',
    { of: 'concurrent-updates', needs: ['read-back'] },
    (t) =>
      forAll(t, races(), async (rounds) => {
        try {
          for (const round of rounds) await race(t, round)
        } catch (error) {
          // What an update by itself suffers as well is the finding of other checks.
          if (!(error instanceof Violation) || !(await failsAlone(t))) throw error
        }
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
  const before = await t.stored(t.group)
  const updates = round.map((_, at) => distinct(t.group, at))
  const written = updates.filter((_, at) => round[at] === 'update')
  const accepted: UpdateRequest[] = []
  let foreign = false
  await together(
    updates.map((update, at) => async () => {
      if (round[at] === 'read') {
        const stored = await t.stored(t.group)
        if (!sameJson(stored.values, before.values)) expectWhole(t, stored, written)
        return
      }
      if (round[at] === 'refused') {
        foreign ||= t.isAccepted(await alone(t, update.withBody(JSON.stringify(update.payload).slice(0, -1))))
        return
      }
      const answer = await alone(t, update)
      expectOwnResult(t, answer, update.values)
      if (t.isAccepted(answer)) accepted.push(update)
    }),
  )
  // A request that was to be refused and was not is the finding of other checks, whatever it wrote.
  if (foreign) return
  const after = await t.stored(t.group)
  if (accepted.length === 0) t.expectUnchanged(before, after)
  else expectWhole(t, after, accepted)
}

/** To lose a race may lawfully be told as a conflict; to fall over it may not. */
function expectOwnResult(t: CheckContext, answer: Answer, sent: GroupValues): void {
  if (t.isRefusal(answer)) t.note(`refused with ${answer.status}`)
  else t.expectAccepted(answer)
  if (t.isAccepted(answer)) t.expectReported(answer, sent)
}

/** The stored group is the one of one of the updates, whole. */
function expectWhole(t: CheckContext, stored: StoredGroup, updates: readonly UpdateRequest[]): void {
  const whole = updates.some(({ values }) => holds(stored, values, t.plain.misstored))
  t.expect(whole, 'the values of one update', show(stored.members))
}

/** All in flight at once, and all of them over before any of them is judged. */
async function together<Value>(tasks: readonly (() => Promise<Value>)[]): Promise<Value[]> {
  const settled = await Promise.allSettled(tasks.map((task) => task()))
  return settled.map((each) => {
    if (each.status === 'rejected') throw each.reason
    return each.value
  })
}

/** Over a connection of its own, so that it waits for no other before it reaches the server. */
function alone(t: CheckContext, update: UpdateRequest): Promise<Answer> {
  return t.onOneConnection((send) => send(update))
}

/** An update that has neither its values nor as many numbers as another one. */
function distinct(group: Group, at: number): UpdateRequest {
  const update = group.update()
  if (update.values.numbers === undefined) return update
  return update.with({ numbers: Array.from({ length: at + 2 }, (_, nth) => `81${at}${nth}`) })
}

function partly({ values }: StoredGroup, sent: GroupValues): boolean {
  return (
    values.name === sent.name || (sent.description !== undefined && values.description === sent.description)
  )
}

/** All that the read-back shows is of this update, but for what a plain update stores wrongly as well. */
function holds(
  { values, members }: StoredGroup,
  sent: GroupValues,
  misstored: CheckContext['plain']['misstored'],
): boolean {
  const same = (Object.keys(values) as Role[]).every(
    (role) => misstored.has(role) || sameJson(values[role], sent[role]),
  )
  const counted =
    members.count === undefined ||
    !Array.isArray(sent.numbers) ||
    misstored.has('numbers') ||
    Number(members.count) === sent.numbers.length
  return same && counted
}
