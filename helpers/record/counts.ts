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

/** Whole numbers as people read them. */
export function many(count: number, one: string, more = `${one}s`): string {
  // Not by `toLocaleString`: the first use of a language takes 20 ms.
  const grouped = String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')
  return `${grouped} ${count === 1 ? one : more}`
}
