import type { Check } from '../checks/check.ts'
import type { CheckResult } from '../checks/run-check.ts'
import { isInternalErrorCause } from '../target/causes.ts'
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
 * that it comes after, or that these come after, fails too. Its verdict stays as it is. Who looks for internal errors
 * and found one is explained by internal errors alone: a request that is carried out in place of a refusal is another
 * mistake.
 */
function withConsequences(results: readonly CheckResult[], checks: readonly Check[]): CheckResult[] {
  const failing = new Set(results.filter(isViolation).map(({ id }) => id))
  const errors = new Set(results.flatMap(({ id, cause }) => (isInternalErrorCause(cause) ? [id] : [])))
  const accounted = new Map(results.map(({ id, accountedForBy = [] }) => [id, accountedForBy]))
  const seekers = new Set(checks.flatMap(({ id, requirements }) => (seeksErrors(requirements) ? [id] : [])))
  const before = new Map(checks.map(({ id, after }) => [id, [...after, ...(accounted.get(id) ?? [])]]))
  const explainedBy = (id: string) => {
    const isOwn = !accounted.get(id)?.length && seekers.has(id) && errors.has(id)
    const causes = isOwn ? errors : failing
    return [...closureOf(id, before)].filter((other) => failing.has(other) && causes.has(other))
  }
  const isRoot = (id: string) => explainedBy(id).length === 0
  return results.map((result) => {
    const because = failing.has(result.id) ? explainedBy(result.id).filter(isRoot) : []
    return because.length > 0 ? { ...result, because } : result
  })
}

function seeksErrors(requirements: readonly string[]): boolean {
  return requirements.includes('no-internal-error')
}

/** Whether a check found something wrong, whatever that counts for. */
export function isViolation({ verdict }: Pick<CheckResult, 'verdict'>): boolean {
  return verdict === 'fail' || verdict === 'warn' || verdict === 'known-failing'
}

/** All that a check comes after, directly or not. */
function closureOf(id: string, before: ReadonlyMap<string, readonly string[]>): Set<string> {
  const seen = new Set<string>()
  const open = [...(before.get(id) ?? [])]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next) || next === id) continue
    seen.add(next)
    open.push(...(before.get(next) ?? []))
  }
  return seen
}
