import { expect, test } from 'vitest'
import { Answer } from '../../helpers/target/answer.ts'
import { loadOf } from '../../helpers/target/overload.ts'
import type { Load } from '../../helpers/target/paced-queue.ts'

const now = Date.parse('2026-01-02T03:04:05Z')

function load(status: number, retryAfter: string | undefined): Load {
  const headers: [string, string][] = retryAfter === undefined ? [] : [['Retry-After', retryAfter]]
  return loadOf({ answer: new Answer(status, headers, new Uint8Array()) }, now)
}

test.for([
  ['2', 2_000],
  ['0', 0],
  ['Fri, 02 Jan 2026 03:04:07 GMT', 2_000],
  ['Fri, 02 Jan 2026 03:04:00 GMT', 0],
  ['3600', 3_600_000],
] as const)('Retry-After: %s asks to wait for %i ms', ([asked, wait]) => {
  expect(load(503, asked)).toEqual({ status: 503, wait })
})

test.for([undefined, 'soon', '-1', '1.5'])('Retry-After: %s asks for no wait', (asked) => {
  expect(load(429, asked)).toEqual({ status: 429, wait: undefined })
})

test('any other answer says that the request was taken, and none says nothing', () => {
  for (const status of [200, 401, 500, 502, 504]) expect(load(status, '1')).toBe('taken')
  expect(loadOf({ failure: { kind: 'disconnected', message: 'gone' } })).toBeUndefined()
})
