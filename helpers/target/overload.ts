import type { Answer } from './answer.ts'
import { isOverload } from './silence.ts'

/** The longest wait, in milliseconds, that a server may ask for: one that asks for more is not asked again. */
const longestWait = 10_000

/** Milliseconds before the first retry of a server that does not say when to come back; twice as long each time. */
const firstWait = 100

/** Milliseconds to wait before an overloaded server is asked again; undefined where the answer stands. */
export function waitAfter(answer: Answer, attempt: number, now = Date.now()): number | undefined {
  if (!isOverload(answer.status)) return undefined
  const asked = retryAfter(answer.header('retry-after'), now)
  const wait = asked ?? firstWait * 2 ** (attempt - 1)
  // Never earlier than asked; and those who wait together do not come back together.
  return wait > longestWait ? undefined : wait * (1 + Math.random() / 5)
}

/** Milliseconds that a Retry-After header asks for: seconds, or a date (RFC 9110, 10.2.3). */
function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined
  if (/^\d+$/.test(header.trim())) return Number(header) * 1_000
  // Date.parse takes almost anything for a date.
  const date = / GMT$/.test(header.trim()) ? Date.parse(header) : Number.NaN
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}
