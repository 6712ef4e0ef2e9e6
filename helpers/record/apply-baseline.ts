import type { CheckResult } from '../checks/run-check.ts'
import type { EndpointResults } from '../session/judge.ts'
import { type Baseline, type BaselineEntry, isAbout } from './baseline.ts'
import type { OpenBaseline } from './baseline-fits.ts'

/** What fails and is listed is known to fail: it does not gate. What could not be judged stays as it is. */
export function applyBaseline(
  results: readonly EndpointResults[],
  { entries }: Baseline,
): readonly EndpointResults[] {
  return results.map((endpoint) => {
    const known = (result: CheckResult): CheckResult => {
      const entry = entries.find((each) => isAbout(each, endpoint.contract.name, result.id))
      return entry && hasFailed(result)
        ? { ...result, verdict: 'known-failing', listed: listedBy(entry) }
        : result
    }
    return { ...endpoint, results: endpoint.results.map(known) }
  })
}

/** A sentence for each entry that no check there is answers to, or whose check passes: the baseline says that it fails. */
export function mistakesOf(baseline: OpenBaseline, results: readonly EndpointResults[]): string[] {
  const passing = baseline.entries.flatMap((entry) => {
    const passed = entry.flaky
      ? []
      : judgedBy(entry, results).filter(({ result }) => result.verdict === 'pass')
    return passed.map(({ endpoint }) => {
      const narrower = entry.endpoint === undefined ? ', or name the endpoint where it fails' : ''
      return `${baseline.placeOf(entry)}: ${entry.check} passes on ${endpoint}; remove the entry${narrower}`
    })
  })
  return [...baseline.unknown, ...passing]
}

/** The results that an entry is about, with their endpoints. */
export function judgedBy(entry: BaselineEntry, results: readonly EndpointResults[]) {
  return results.flatMap(({ contract, results: each }) =>
    each
      .filter(({ id }) => isAbout(entry, contract.name, id))
      .map((result) => ({ endpoint: contract.name, result })),
  )
}

function hasFailed({ verdict }: CheckResult): boolean {
  return verdict === 'fail' || verdict === 'warn'
}

function listedBy({ reason, link, expires, flaky }: BaselineEntry): NonNullable<CheckResult['listed']> {
  return {
    reason,
    ...(link !== undefined && { link }),
    ...(expires !== undefined && { expires }),
    ...(flaky !== undefined && { flaky }),
  }
}
