import type { Level } from '../contract/types.ts'
import type { Verdict } from './verdict.ts'

/** What an endpoint, or a whole run, came to. */
export type Conformance = 'conformant' | 'partial' | 'not-conformant' | 'inconclusive'

/** A check, as far as it counts for the conformance of an endpoint. */
export interface Judged {
  readonly level: Level
  readonly verdict: Verdict
}

/** What was to be judged and was not: by the operator's choice, or because the run did not come to its end. */
export interface Unjudged {
  readonly leftOut: readonly { readonly level: Level }[]
  readonly complete: boolean
  /** Requests that were sent: without any, nothing was seen. */
  readonly requests: number
}

/** Conformant only if every MUST that the catalogue has checks for was tested and passed. */
export function conformanceOf(
  judged: readonly Judged[],
  { leftOut, complete, requests }: Unjudged,
): Conformance {
  const seen = new Set(judged.map(({ verdict }) => verdict))
  if (seen.has('fail')) return 'not-conformant'
  if (
    !complete ||
    requests === 0 ||
    seen.has('inconclusive') ||
    judged.every(({ verdict }) => verdict === 'not-tested')
  )
    return 'inconclusive'
  const isMust = ({ level }: { readonly level: Level }) => level === 'MUST'
  return judged.filter(isMust).every(({ verdict }) => verdict === 'pass') && !leftOut.some(isMust)
    ? 'conformant'
    : 'partial'
}

/** Several endpoints are as good as the worst of them. */
export function worstConformance(several: readonly Conformance[]): Conformance {
  const worstFirst: Conformance[] = ['not-conformant', 'inconclusive', 'partial', 'conformant']
  return worstFirst.find((each) => several.includes(each)) ?? 'inconclusive'
}
