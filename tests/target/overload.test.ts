import { expect, test } from 'vitest'
import { Answer } from '../../helpers/target/answer.ts'
import { waitAfter } from '../../helpers/target/overload.ts'
import { Pace } from '../../helpers/target/pace.ts'

const now = Date.parse('2026-01-02T03:04:05Z')

function wait(status: number, retryAfter: string | undefined, attempt = 1): number | undefined {
  const headers: [string, string][] = retryAfter === undefined ? [] : [['Retry-After', retryAfter]]
  return waitAfter(new Answer(status, headers, new Uint8Array()), attempt, now)
}

test('a wait that is asked for is kept, in seconds and as a date, and no two are the same', () => {
  for (const asked of ['2', 'Fri, 02 Jan 2026 03:04:07 GMT']) {
    const waits = Array.from({ length: 20 }, () => wait(503, asked) ?? Number.NaN)
    for (const each of waits) expect(each).toSatisfy((ms: number) => ms >= 2_000 && ms <= 2_400)
    expect(new Set(waits).size).toBeGreaterThan(1)
  }
  expect(wait(503, 'Fri, 02 Jan 2026 03:04:00 GMT')).toBe(0)
})

test('a server that asks for a longer wait than the limit is not asked again', () => {
  for (const asked of ['11', '3600', 'Sat, 03 Jan 2026 03:04:07 GMT'])
    expect(wait(429, asked)).toBeUndefined()
})

test('without a wait, or with one that is none, each retry waits twice as long as the one before', () => {
  for (const asked of [undefined, 'soon', '-1', '1.5']) {
    for (const [attempt, least] of [
      [1, 100],
      [2, 200],
      [3, 400],
    ] as const)
      expect(wait(503, asked, attempt)).toSatisfy((ms: number) => ms >= least && ms <= least * 1.2)
  }
})

test('any other answer stands', () => {
  for (const status of [200, 401, 500, 502, 504]) expect(wait(status, '1')).toBeUndefined()
})

test('requests go no faster than the pace, however many come at once', async () => {
  const pace = new Pace(100)
  const start = performance.now()
  await Promise.all(Array.from({ length: 21 }, () => pace.turn()))
  expect(performance.now() - start).toBeGreaterThanOrEqual(198)
  const free = new Pace(undefined)
  const freely = performance.now()
  await Promise.all(Array.from({ length: 1_000 }, () => free.turn()))
  expect(performance.now() - freely).toBeLessThan(100)
})
