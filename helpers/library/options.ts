import { endpointNames } from '../contract/contract.ts'
import type { Environment } from '../run/environment.ts'
import {
  defaultCases,
  defaultConcurrency,
  defaultTimeout,
  type MadePlan,
  makePlan,
  type PlanOptions,
} from '../run/make-plan.ts'
import { UsageError } from '../run/usage-error.ts'

/** Settings by the names of `.env.example`, such as `SQS_BASE_URL`; one that is empty counts as not given. */
export type Settings = Environment

/**
 * Which checks to run, and how. Each is the option of the command line of that name, and has its default:
 * `gate` (MUST), `seed` (drawn), `cases` for a property (6), `concurrency` (8 checks at once), `timeout` of a request
 * (10 seconds), `deadline` of the whole (none, seconds), `rate` (requests a second, as many as there are), `only` and
 * `skip` (globs over ids of checks and requirements), `refusalsOnly`, `allowedHosts` (beyond loopback).
 */
export type ConformanceOptions = Partial<Omit<PlanOptions, 'endpoints' | 'corpus' | 'shard'>>

/** Throws UsageError for an endpoint that there is no contract for. */
export function assertKnown(endpoint: string): void {
  const known = endpointNames()
  if (!known.includes(endpoint))
    throw new UsageError(`there is no endpoint ${endpoint}; expected ${known.join(' or ')}`)
}

/** The plan of these options. Throws UsageError for what is wrong in them or in the settings. */
export function planFor(
  endpoints: readonly string[],
  settings: Settings,
  options: ConformanceOptions,
  kind: Parameters<typeof makePlan>[2] = 'live',
): MadePlan {
  endpoints.forEach(assertKnown)
  const defaults = {
    gate: 'MUST',
    cases: defaultCases,
    concurrency: defaultConcurrency,
    timeout: defaultTimeout,
    only: [],
    skip: [],
    allowedHosts: [],
  } as const
  return makePlan({ ...defaults, ...options, endpoints }, settings, kind)
}
