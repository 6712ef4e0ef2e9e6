import type { Aftermath } from '../checks/aftermath.ts'
import type { CheckResult } from '../checks/run-check.ts'
import type { LoggedBreach } from '../fixtures/exchange-log.ts'

/** What the failing MUST checks account for: the breaches that belong to one of them, and those of the same cause. */
export function aftermathOf(breaches: readonly LoggedBreach[], results: readonly CheckResult[]): Aftermath {
  const failed = results.filter(({ verdict, level }) => verdict === 'fail' && level === 'MUST')
  const failing = new Set(failed.map(({ id }) => id))
  const causes = new Set(failed.flatMap(({ cause }) => cause ?? []))
  const mangled = failed.some(({ difference }) => difference?.everywhere)
  const unread = breaches.filter(
    ({ checks, cause, difference }) =>
      !causes.has(cause) &&
      !(mangled && difference?.everywhere) &&
      ![...checks].some((check) => failing.has(check)),
  )
  return { unread, failing, causes, mangled }
}
