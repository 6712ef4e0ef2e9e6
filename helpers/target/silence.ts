import type { Result } from './exchange.ts'

/** Whether an answer of this status says nothing but that the server is busy. */
export function isOverload(status: number): boolean {
  return status === 429 || status === 503
}

/** Why a request tells nothing of how the server behaves: no answer came, or none but an overload. */
export function silenceOf(result: Result): string | undefined {
  if ('failure' in result) return result.failure.message
  const { status } = result.answer
  return isOverload(status) ? `the server was overloaded (${status}) after all retries` : undefined
}
