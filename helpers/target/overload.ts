import type { Result } from './exchange.ts'
import type { Load } from './paced-queue.ts'
import { isOverload } from './silence.ts'

/** Whether a request was taken, or refused as one too many, and until when. */
export function loadOf(result: Result, now = Date.now()): Load {
  if ('failure' in result) return undefined
  const { answer } = result
  const { status } = answer
  return isOverload(status) ? { status, wait: retryAfter(answer.header('retry-after'), now) } : 'taken'
}

/** Milliseconds that a Retry-After header asks for: seconds, or a date (RFC 9110, 10.2.3). */
function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined
  if (/^\d+$/.test(header.trim())) return Number(header) * 1_000
  // Date.parse takes almost anything for a date.
  const date = / GMT$/.test(header.trim()) ? Date.parse(header) : Number.NaN
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}
