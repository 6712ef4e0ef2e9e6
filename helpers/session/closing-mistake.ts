import type { Trust } from '../diagnosis/unconfirmed.ts'
import type { Leftover } from '../fixtures/leftover.ts'

/**
 * What went wrong in closing a session, where anything did: what its checks found stands, and the run is inconclusive.
 */
export function closingMistake(
  mistakes: readonly unknown[],
  leftovers: readonly Leftover[],
): Trust | undefined {
  const inCleanUp = leftovers.filter(({ unexpected }) => unexpected).map(({ sentence }) => sentence)
  const all = [
    ...mistakes.map((error) => (error instanceof Error ? error.message : String(error))),
    ...inCleanUp,
  ]
  if (all.length === 0) return undefined
  const reason = `the session could not be closed as it should: ${all[0]}`
  return { reason, unconfirmed: [], foreign: false }
}
