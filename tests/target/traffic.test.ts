import { expect, test } from 'vitest'
import { TrafficLog } from '../../helpers/target/traffic.ts'

test('nothing that was sent makes no picture', () => {
  expect(new TrafficLog().summary()).toBeUndefined()
})

test('requests are counted by time and by what came of them', () => {
  const log = new TrafficLog()
  const start = Math.ceil(performance.now())
  for (const [at, took, status] of [
    [0, 10, 200],
    [0, 20, 412],
    [5_000, 30, 429],
    [5_000, 40, 500],
    [9_000, 1_000, 0],
  ] as const)
    log.add(start + at, took, status)
  const { slot = 0, sent = {}, waiting, latency } = log.summary() ?? {}
  expect(slot).toBe(100)
  const places = (counts: readonly number[] = []) => counts.flatMap((count, at) => Array(count).fill(at))
  expect(Object.fromEntries(Object.entries(sent).map(([kind, counts]) => [kind, places(counts)]))).toEqual({
    accepted: [0],
    refused: [0],
    overloaded: [50],
    broken: [50],
    unanswered: [90],
  })
  expect(waiting).toBeUndefined()
  expect(latency).toMatchObject({ median: 20, p95: 30, longest: 40 })
  expect(latency?.buckets.reduce((sum, count) => sum + count)).toBe(4)
})

test('a wait is there in every slot that it lasts, however long a run it is in', () => {
  const log = new TrafficLog()
  const start = Math.ceil(performance.now())
  log.add(start, 10, 429)
  log.waited(start, start + 500)
  log.add(start + 990, 10, 200)
  const { waiting = [] } = log.summary() ?? {}
  expect(waiting.filter((count) => count === 1).length).toBeGreaterThan(45)
  expect(waiting.slice(60)).toEqual(Array(40).fill(0))
  log.add(start + 86_400_000, 60_000, 200)
  expect(log.summary()?.sent.accepted).toHaveLength(100)
})
