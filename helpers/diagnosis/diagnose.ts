import type { Check } from '../checks/check.ts'
import type { CheckResult } from '../checks/run-check.ts'
import { isInternalErrorCause, outcomeDue } from '../target/causes.ts'
import { type Trust, withoutUnconfirmed } from './unconfirmed.ts'

/** What the results of one endpoint come to, once all are in. */
export function diagnose(
  results: readonly CheckResult[],
  checks: readonly Check[],
  trust: Trust | undefined,
): CheckResult[] {
  return withConsequences(trust ? withoutUnconfirmed(results, checks, trust) : results, checks)
}

/**
 * Tells findings from their consequences, once all results are in: a failing check is a consequence where one of those
 * that it comes after, or that these come after, fails of what may be the same mistake. Its verdict stays as it is.
 */
function withConsequences(results: readonly CheckResult[], checks: readonly Check[]): CheckResult[] {
  const failing = new Map(results.flatMap((result) => (isViolation(result) ? [[result.id, result]] : [])))
  const before = new Map(
    checks.map(({ id, after }) => [id, [...after, ...(failing.get(id)?.accountedForBy ?? [])]]),
  )
  const explainedBy = (found: CheckResult) =>
    [...closureOf(found.id, (id) => before.get(id) ?? [])].filter((id) => {
      const other = failing.get(id)
      return other && (found.accountedForBy?.includes(id) || mayFollow(found, other))
    })
  const explained = new Map([...failing].map(([id, found]) => [id, explainedBy(found)]))
  const causesOf = (id: string) => explained.get(id) ?? []
  const isRoot = (id: string) => causesOf(id).length === 0
  return results.map((result) => {
    const because = [...closureOf(result.id, causesOf)].filter(isRoot)
    return because.length > 0 ? { ...result, because } : result
  })
}

/**
 * Whether what one check found may be a consequence of what another did. An internal error is of another mistake than
 * what is none, one outcome that is missed than another, and what is done to a value itself than either. Only whether a
 * pair is taken depends on all that was stored.
 */
function mayFollow(found: CheckResult, other: CheckResult): boolean {
  if (found.cause === undefined || other.cause === undefined) return true
  if (isInternalErrorCause(found.cause) !== isInternalErrorCause(other.cause)) return false
  const [due, otherDue] = [outcomeDue(found.cause), outcomeDue(other.cause)]
  if (otherDue === undefined) return true
  return (
    found.behaviour === 'conflict' || due === otherDue || (due === undefined && !found.difference?.everywhere)
  )
}

/** Whether a check found something wrong, whatever that counts for. */
export function isViolation({ verdict }: Pick<CheckResult, 'verdict'>): boolean {
  return verdict === 'fail' || verdict === 'warn' || verdict === 'known-failing'
}

/** All that one leads to, directly or not, but for itself. */
function closureOf(start: string, next: (id: string) => readonly string[]): Set<string> {
  const seen = new Set<string>()
  const open = [...next(start)]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id) || id === start) continue
    seen.add(id)
    open.push(...next(id))
  }
  return seen
}
