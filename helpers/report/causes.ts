import { verdicts } from '../verdict/verdict.ts'
import { checksOf, groupBy, type JudgedCheck } from './checks-of.ts'
import type { EndpointRecord } from './record.ts'

/** Findings that share a cause, the worst first: it is told in full and stands for the others. */
export interface Finding {
  /** What is wrong; absent where the check cannot tell, and then the finding stands alone. */
  readonly cause?: string
  readonly checks: readonly [JudgedCheck, ...JudgedCheck[]]
}

/** So many checks of one cause are named beside the first; the record has them all. */
const named = 10

/** A line for each of several checks, as many as fit, and how many more there are. */
export function linesOf(checks: readonly JudgedCheck[], line: (check: JudgedCheck) => string): string[] {
  const more = checks.length - named
  return [...checks.slice(0, named).map(line), ...(more > 0 ? [`and ${more} more`] : [])]
}

/** The checks of an endpoint that failed or warned, those of one cause together; what failed comes first. */
export function findingsOf(endpoint: EndpointRecord): Finding[] {
  const found = checksOf(endpoint)
    .filter(({ check }) => check.verdict === 'fail' || check.verdict === 'warn')
    .sort((a, b) => verdicts.indexOf(a.check.verdict) - verdicts.indexOf(b.check.verdict))
  // A check without a cause goes by its id, which no cause looks like: causes are sentences.
  const groups = groupBy(found, ({ check }) => check.cause ?? check.id)
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (!first) return []
    const { cause } = first.check
    return [{ ...(cause !== undefined && { cause }), checks: [first, ...others] }]
  })
}
