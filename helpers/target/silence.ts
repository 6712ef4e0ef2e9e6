import type { Result } from './exchange.ts'
import type { Slowed } from './paced-queue.ts'

/** Whether an answer of this status says nothing but that the server is busy. */
export function isOverload(status: number): boolean {
  return status === 429 || status === 503
}

/**
 * Why a request tells nothing of how the server behaves: no answer came, or none but an overload.
 *
 * @param slowed what the run was slowed down to by then
 */
export function silenceOf(result: Result, slowed?: Slowed): string | undefined {
  if ('failure' in result) return result.failure.message
  const { status } = result.answer
  if (!isOverload(status)) return undefined
  const rate = slowed && roundly(slowed.rate)
  const remedy =
    rate === undefined
      ? 'look at --rate, or run again later'
      : `it took about ${rate} requests a second; try --rate ${rate} or less, or run again later`
  return `the server was overloaded (${status}) after all retries: ${remedy}`
}

/** So that those who meet the same at about the same time say the same. */
function roundly(rate: number): number {
  const unit = 10 ** Math.floor(Math.log10(rate))
  return Math.max(1, Math.floor(rate / unit) * unit)
}
