import { expect, test } from 'vitest'
import type { Check } from '../../helpers/checks/check.ts'
import { mergeRecords } from '../../helpers/record/merge.ts'
import type { CheckRecord, RunRecord } from '../../helpers/record/record.ts'
import { select } from '../../helpers/session/selection.ts'
import type { Verdict } from '../../helpers/verdict/verdict.ts'
import { endpoints, madeUp, recordOf } from '../run/in-process.ts'
import { checksIn, countOf, recordProblems } from './records.ts'

type VerdictOf = (check: Check) => Verdict

/** The records of a run and of the shards that it could have been shared out to. */
function sharedOut(verdictOf: VerdictOf, of: number): { whole: RunRecord; shards: RunRecord[] } {
  const results = endpoints.map((name) => madeUp(name, verdictOf))
  const shards = Array.from({ length: of }, (_, at) => {
    const shard = { index: at + 1, of }
    const parts = results.map((each) => {
      const selected = select({ only: [], skip: [], shard }, each.checks)
      const ids = new Set(selected.map(({ id }) => id))
      return { ...each, selected, results: each.results.filter(({ id }) => ids.has(id)) }
    })
    return recordOf(parts, { shard })
  })
  // Each of them sends a request, made up as it is.
  return { whole: recordOf(results.map((each) => ({ ...each, requests: of }))), shards }
}

/** Every third check warns, so that no two shards are alike. */
const mixed: VerdictOf = ({ title }) => (title.length % 3 === 0 ? 'warn' : 'pass')

function merged([first, ...others]: readonly RunRecord[]): RunRecord {
  if (!first) throw new Error('no record to merge')
  return mergeRecords([first, ...others])
}

/**
 * What of a record does not depend on when its run took place, each requirement under its id. What explains a check is
 * left out: a shard does not know of findings in another one.
 */
function timeless({ run, endpoints: each, ...rest }: RunRecord) {
  const { id: _id, startedAt: _start, finishedAt: _end, ...lasting } = run
  const byId = each.map((endpoint) => ({
    ...endpoint,
    requirements: Object.fromEntries(
      endpoint.requirements.map((each) => [each.id, { ...each, checks: each.checks.map(unexplained) }]),
    ),
  }))
  return { ...rest, run: lasting, endpoints: byId }
}

function unexplained({ because: _because, ...check }: CheckRecord): Omit<CheckRecord, 'because'> {
  return check
}

test.each([2, 3, 7])('%i shards in any order make the record of the whole run', (of) => {
  const { whole, shards } = sharedOut(mixed, of)
  expect(new Set(shards.map(({ verdict }) => verdict))).toEqual(new Set(['partial']))
  for (const order of [shards, shards.toReversed()]) {
    const record = merged(order)
    expect(timeless(record)).toEqual(timeless(whole))
    expect(recordProblems(record)).toEqual([])
  }
  expect(whole.run.complete).toBe(true)
})

test('what a shard says of its checks stays as it is, and exchanges are added up', () => {
  const { shards } = sharedOut(mixed, 3)
  const judged = shards.map((shard, at) => ({
    ...shard,
    endpoints: shard.endpoints.map((each) => ({ ...each, exchangesJudged: 10 ** at })),
  }))
  const record = merged(judged)
  expect(record.endpoints.map(({ exchangesJudged }) => exchangesJudged)).toEqual([111, 111])
  const explained = (several: readonly RunRecord[]) =>
    several
      .flatMap(checksIn)
      .flatMap(({ check: { id, because } }) => (because ? [`${id}: ${because}`] : []))
      .sort()
  expect(explained(shards).length).toBeGreaterThan(0)
  expect(explained([record])).toEqual(explained(shards))
})

test('a failure in one shard is a failure of all', () => {
  const { shards } = sharedOut(({ id }) => (id === 'auth-missing' ? 'fail' : 'pass'), 3)
  expect(shards.map(({ verdict }) => verdict).sort()).toEqual(['not-conformant', 'partial', 'partial'])
  expect(merged(shards).verdict).toBe('not-conformant')
})

test('a missing shard is said, and what is there is not conformant without it', () => {
  const { whole, shards } = sharedOut(() => 'pass', 3)
  expect(whole.verdict).toBe('conformant')
  expect(merged(shards).verdict).toBe('conformant')
  const record = merged([shards[2], shards[0]].flatMap((shard) => shard ?? []))
  expect(record).toMatchObject({
    verdict: 'inconclusive',
    run: { complete: false, incomplete: 'shard 2 of 3 is missing' },
  })
  expect(recordProblems(record)).toEqual([])
  expect(countOf(record).pass).toBeLessThan(countOf(whole).pass)
  expect(merged(shards.slice(0, 1)).run.incomplete).toBe('shards 2, 3 of 3 are missing')
})

test('a shard that was cut off leaves the whole incomplete', () => {
  const { shards } = sharedOut(() => 'pass', 2)
  const [first, second] = shards as [RunRecord, RunRecord]
  const cut = { ...second, run: { ...second.run, complete: false, incomplete: 'cut off' } }
  expect(mergeRecords([first, cut])).toMatchObject({
    verdict: 'inconclusive',
    run: { incomplete: 'cut off' },
  })
})

test('what does not belong together is refused, and what keeps it apart is said', () => {
  const { whole, shards } = sharedOut(() => 'pass', 2)
  const [first, second] = shards as [RunRecord, RunRecord]
  expect(() => mergeRecords([first, first])).toThrow('shard 1 is there twice')
  expect(() => mergeRecords([whole, whole])).toThrow('is no shard')
  const otherSeed = { ...second, run: { ...second.run, seed: 99 } }
  expect(() => mergeRecords([first, otherSeed])).toThrow(/different runs: seed 1 against seed 99$/)
  const otherGate = { ...second, run: { ...second.run, failOn: 'SHOULD' } } satisfies RunRecord
  expect(() => mergeRecords([first, otherGate])).toThrow(/gate MUST against gate SHOULD$/)
})

test('shards of which one was lost are inconclusive together', () => {
  const { shards } = sharedOut(() => 'pass', 2)
  expect(merged(shards).verdict).toBe('conformant')
  const [first, ...others] = shards.map((shard, at) => ({
    ...shard,
    endpoints: shard.endpoints.map((each) => (at === 1 ? { ...each, lost: 'it went away' } : each)),
  }))
  expect(merged([first, ...others].flatMap((each) => each ?? [])).verdict).toBe('inconclusive')
})
