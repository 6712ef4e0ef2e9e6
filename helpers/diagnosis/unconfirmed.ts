import type { Check } from '../checks/check.ts'
import type { CheckResult } from '../checks/run-check.ts'

/** What a session learned of whether the target stayed itself. */
export interface Trust {
  /** Why what is not confirmed counts for nothing. */
  readonly reason: string
  /** Ids of the checks that ended after the last control request that was served. */
  readonly unconfirmed: readonly string[]
  /** Whether what was answered at the end may come from something in front of the endpoint: then findings count no more. */
  readonly foreign: boolean
}

/**
 * What was learned after the last control request that was served counts for nothing: a pass always, a finding where
 * what answers may not be the endpoint any more.
 */
export function withoutUnconfirmed(
  results: readonly CheckResult[],
  checks: readonly Check[],
  { reason, unconfirmed, foreign }: Trust,
): CheckResult[] {
  const ofForm = new Set(checks.flatMap((check) => (check.ofForm ? [check.id] : [])))
  return results.map((result) => {
    const { id, verdict } = result
    const counts =
      verdict === 'pass'
        ? ofForm.has(id) && !foreign
        : !(foreign && (verdict === 'fail' || verdict === 'warn'))
    return counts || !unconfirmed.includes(id) ? result : { ...result, verdict: 'inconclusive', reason }
  })
}
