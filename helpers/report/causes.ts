import { isViolation } from '../diagnosis/diagnose.ts'
import { groupBy } from '../group-by.ts'
import { checksOf, type JudgedCheck } from '../record/checks-of.ts'
import { many } from '../record/counts.ts'
import type { EndpointRecord } from '../record/record.ts'
import type { Verdict } from '../verdict/verdict.ts'

/** Findings that share a cause, the worst first: it is told in full and stands for the others. */
export interface Finding {
  /** What is wrong; absent where the check cannot tell, and then the finding stands alone. */
  readonly cause?: string
  /** The worst of all that it tells. */
  readonly verdict: 'fail' | 'warn'
  readonly checks: readonly [JudgedCheck, ...JudgedCheck[]]
  /** Failing checks that one of these explains. */
  readonly consequences: readonly JudgedCheck[]
}

/** So many checks of one cause are named beside the first; the record has them all. */
const named = 10

/** A line for each of several checks, as many as fit, and how many more there are. */
export function linesOf(checks: readonly JudgedCheck[], line: (check: JudgedCheck) => string): string[] {
  const more = checks.length - named
  return [...checks.slice(0, named).map(line), ...(more > 0 ? [`and ${more} more`] : [])]
}

/** The order in which failing checks are told. */
const order: readonly Verdict[] = ['fail', 'warn', 'known-failing']

function worstFirst(a: { readonly verdict: Verdict }, b: { readonly verdict: Verdict }): number {
  return order.indexOf(a.verdict) - order.indexOf(b.verdict)
}

/**
 * The findings of an endpoint, those of one cause together, and under each what follows from it; what failed comes
 * first. What is known to fail is told elsewhere, but where something that is not known follows from it.
 */
export function findingsOf(endpoint: EndpointRecord): Finding[] {
  const failing = checksOf(endpoint)
    .filter(({ check }) => isViolation(check))
    .sort((a, b) => worstFirst(a.check, b.check))
  const unknown = failing.filter(({ check }) => check.verdict !== 'known-failing')
  const rootIdOf = rootsAmong(failing)
  const byRoot = groupBy(unknown, ({ check }) => rootIdOf(check))
  const roots = failing.filter(({ check }) => rootIdOf(check) === check.id && byRoot.has(check.id))
  const groups = groupBy(roots, ({ check }) => mistakeOf(check))
  return [...groups.values()]
    .flatMap(([first, ...others]) => (first ? [findingOf([first, ...others], byRoot)] : []))
    .sort(worstFirst)
}

/**
 * What a check has in common with others of the same mistake: its cause. One that is not done to a value itself explains
 * nothing beyond the behaviour that showed it; a check without a cause stands alone.
 */
function mistakeOf({ id, behaviour, cause, difference }: JudgedCheck['check']): string {
  if (cause === undefined) return id
  return difference?.everywhere ? cause : `${behaviour}: ${cause}`
}

/**
 * Under which finding a failing check stands: the first that explains it. Where none of those is in the record, as
 * where another shard ran them, it stands by itself.
 */
function rootsAmong(failing: readonly JudgedCheck[]): (check: JudgedCheck['check']) => string {
  const roots = new Set(failing.flatMap(({ check }) => (check.because ? [] : [check.id])))
  return ({ id, because = [] }) => because.find((root) => roots.has(root)) ?? id
}

function findingOf(checks: Finding['checks'], byRoot: ReadonlyMap<string, readonly JudgedCheck[]>): Finding {
  const { cause } = checks[0].check
  const explained = checks.flatMap(({ check }) => byRoot.get(check.id) ?? [])
  const consequences = explained
    .filter((each) => !checks.includes(each))
    .sort((a, b) => worstFirst(a.check, b.check))
  const verdict = explained.some(({ check }) => check.verdict === 'fail') ? 'fail' : 'warn'
  return { ...(cause !== undefined && { cause }), verdict, checks, consequences }
}

/** What is wrong, in one line. What one check alone found says what it tried: many a request comes to an error 500. */
export function headlineOf({ cause, checks: [{ check }, ...others] }: Finding): string | undefined {
  if (cause === undefined || check.tried === undefined || others.length > 0) return cause
  return cause.replace(
    /^(?:internal error|answered|no (?:whole )?answer)[^;:]*/,
    (came) => `${came} ${check.tried}`,
  )
}

/** How many findings there are, those of one cause as one, and how many failing checks; undefined where there are none. */
export function sumOf(findings: readonly Finding[]): string | undefined {
  if (findings.length === 0) return undefined
  const all = findings.reduce((sum, { checks, consequences }) => sum + checks.length + consequences.length, 0)
  return `${many(findings.length, 'finding')}, ${many(all, 'failing check')}`
}
