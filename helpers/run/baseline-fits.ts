import { behaviours } from '../../suites/behaviours.ts'
import { checksFor } from '../checks/check.ts'
import { endpointNames, loadContract } from '../contract/contract.ts'
import { nearest } from '../nearest.ts'
import { UsageError } from '../usage-error.ts'
import { type Baseline, type BaselineEntry, isAbout, isExpired, readBaseline } from './baseline.ts'

/** What the command line says of a baseline. */
export interface BaselineOption {
  readonly file: string
  /** Whether the run brings it up to date. */
  readonly update: boolean
}

export interface OpenBaseline extends Baseline {
  readonly update: boolean
}

/** The baseline of a run. Throws UsageError for what is wrong with it; an update sets right what it lists wrongly. */
export function openBaseline({ file, update }: BaselineOption, now: Date): OpenBaseline {
  const baseline = readBaseline(file, update)
  if (!update) assertFits(baseline, wholeCatalogue(), now)
  return { ...baseline, update }
}

/** The ids of all checks there are, by endpoint. */
export type Catalogue = ReadonlyMap<string, readonly string[]>

export function wholeCatalogue(): Catalogue {
  return new Map(
    endpointNames().map((name) => [name, checksFor(loadContract(name), behaviours).map(({ id }) => id)]),
  )
}

export function matchesNothing(entry: BaselineEntry, catalogue: Catalogue): boolean {
  return ![...catalogue].some(([endpoint, ids]) => ids.some((id) => isAbout(entry, endpoint, id)))
}

/**
 * Throws UsageError for entries that match no check, are there twice or are expired, each with its line. An entry for a
 * check that this run leaves out is no mistake.
 */
function assertFits({ entries, placeOf }: Baseline, catalogue: Catalogue, now: Date): void {
  const problems = entries.flatMap((entry, at) => {
    const { check, endpoint, expires } = entry
    const twin = entries.slice(0, at).find((other) => other.check === check && other.endpoint === endpoint)
    const found = matchesNothing(entry, catalogue)
      ? `no check ${check}${endpoint === undefined ? '' : ` on ${endpoint}`}; ${suggestion(entry, catalogue)}`
      : isExpired(entry, now)
        ? `${check} was accepted until ${expires}, and that is over`
        : twin && `${check} is listed already, at ${placeOf(twin)}`
    return found ? [`${placeOf(entry)}: ${found}`] : []
  })
  if (problems.length > 0) throw new UsageError(problems.join('; '))
}

function suggestion({ check, endpoint }: BaselineEntry, catalogue: Catalogue): string {
  const endpoints = [...catalogue.keys()]
  if (endpoint !== undefined && !catalogue.has(endpoint)) return `expected one of ${endpoints.join(', ')}`
  const candidates = endpoint === undefined ? [...catalogue.values()].flat() : (catalogue.get(endpoint) ?? [])
  return `did you mean ${nearest(check, candidates)}?`
}
