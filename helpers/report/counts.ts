import type { Verdict } from '../verdict/verdict.ts'

/** Checks by verdict: each verdict is named, also where no check has it. */
export function countsOf(checks: readonly { readonly verdict: Verdict }[]): Record<Verdict, number> {
  const count = (verdict: Verdict) => checks.filter((check) => check.verdict === verdict).length
  return {
    pass: count('pass'),
    fail: count('fail'),
    warn: count('warn'),
    inconclusive: count('inconclusive'),
    'not-tested': count('not-tested'),
    'known-failing': count('known-failing'),
  }
}
