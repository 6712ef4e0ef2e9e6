import { behaviours } from '../../suites/behaviours.ts'
import { checksFor } from '../checks/check.ts'
import type { Contract } from '../contract/contract.ts'
import { nearest } from '../nearest.ts'
import { UsageError } from '../usage-error.ts'
import { type Baseline, type BaselineEntry, isAbout, isExpired, readBaseline } from './baseline.ts'

/** What the command line says of a baseline. */
export interface BaselineOption {
  readonly file: string
  /** Whether the run brings it up to date. */
  readonly update: boolean
  /** What an entry is that no check there is, or none that fails, answers to: `error` ends with exit code 2. */
  readonly unmatched: 'error' | 'warn'
}

export interface OpenBaseline extends Baseline, BaselineOption {
  readonly file: string
  /** The contracts that its entries may be about. */
  readonly contracts: readonly Contract[]
  /** Whether it has an entry about a check of an endpoint. */
  lists(endpoint: string, check: string): boolean
  /** A sentence for each entry that no check there is answers to, where that is no error. */
  readonly unknown: readonly string[]
}

/** The baseline of a run. Throws UsageError for what is wrong with it; an update sets right what it lists wrongly. */
export function openBaseline(
  { file, update, unmatched }: BaselineOption,
  now: Date,
  contracts: readonly Contract[],
): OpenBaseline {
  const read = readBaseline(file, update)
  const lists = (endpoint: string, check: string) =>
    read.entries.some((entry) => isAbout(entry, endpoint, check))
  const baseline = { ...read, lists }
  if (update) return { ...baseline, update, unmatched, contracts, unknown: [] }
  const { unknown, wrong } = problemsOf(baseline, wholeCatalogue(contracts), now)
  const fatal = unmatched === 'warn' ? wrong : [...unknown, ...wrong]
  if (fatal.length > 0) throw new UsageError(fatal.join('; '))
  return { ...baseline, update, unmatched, contracts, unknown }
}

/** The ids of all checks there are, by endpoint. */
export type Catalogue = ReadonlyMap<string, readonly string[]>

export function wholeCatalogue(contracts: readonly Contract[]): Catalogue {
  return new Map(
    contracts.map((contract) => [contract.name, checksFor(contract, behaviours).map(({ id }) => id)]),
  )
}

export function matchesNothing(entry: BaselineEntry, catalogue: Catalogue): boolean {
  return ![...catalogue].some(([endpoint, ids]) => ids.some((id) => isAbout(entry, endpoint, id)))
}

/**
 * A sentence, with its line, for each entry that matches no check, and for each that is there twice or is expired. An
 * entry for a check that this run leaves out is no mistake.
 */
function problemsOf({ entries, placeOf }: Baseline, catalogue: Catalogue, now: Date) {
  const unknown: string[] = []
  const wrong: string[] = []
  for (const [at, entry] of entries.entries()) {
    const { check, endpoint, expires } = entry
    const twin = entries.slice(0, at).find((other) => other.check === check && other.endpoint === endpoint)
    const place = placeOf(entry)
    if (matchesNothing(entry, catalogue)) {
      const where = endpoint === undefined ? '' : ` on ${endpoint}`
      unknown.push(`${place}: no check ${check}${where}; ${suggestion(entry, catalogue)}`)
    } else if (isExpired(entry, now))
      wrong.push(`${place}: ${check} was accepted until ${expires}, and that is over`)
    else if (twin) wrong.push(`${place}: ${check} is listed already, at ${placeOf(twin)}`)
  }
  return { unknown, wrong }
}

function suggestion({ check, endpoint }: BaselineEntry, catalogue: Catalogue): string {
  const endpoints = [...catalogue.keys()]
  if (endpoint !== undefined && !catalogue.has(endpoint)) return `expected one of ${endpoints.join(', ')}`
  const candidates = endpoint === undefined ? [...catalogue.values()].flat() : (catalogue.get(endpoint) ?? [])
  return `did you mean ${nearest(check, candidates)}?`
}
