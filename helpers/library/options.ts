import { endpointNames } from '../contract/contract.ts'
import type { Level } from '../contract/types.ts'
import { defaultOptions } from '../run/default-options.ts'
import type { Environment } from '../run/environment.ts'
import { type MadePlan, makePlan } from '../run/make-plan.ts'
import { UsageError } from '../usage-error.ts'

/**
 * Settings by the names of `.env.example`, such as `SQS_BASE_URL`, given by value: nothing is read from the environment
 * or from a file. One that is empty counts as not given.
 */
export type Settings = Environment

/** Which checks to run, and how. Each is an option of the command line, and has the same default. */
export interface ConformanceOptions {
  /** Violations at or above this level fail, others warn (`--fail-on`): `MUST` by default. */
  readonly gate?: Level
  /** What generated payloads are drawn from; itself drawn by default, and told in the record. */
  readonly seed?: number
  /** Cases of each generated property: 4 by default. */
  readonly cases?: number
  /** Checks, and connections, at once: 8 by default. */
  readonly concurrency?: number
  /** Seconds from sending a request to the last byte of its answer: 10 by default. */
  readonly timeout?: number
  /** Seconds that the whole may take; what is not done by then is inconclusive. No limit by default. */
  readonly deadline?: number
  /** Requests in a second, for each endpoint; no limit by default. */
  readonly rate?: number
  /** Globs over the ids of checks and requirements; only these are run. One that matches nothing is an error. */
  readonly only?: readonly string[]
  /** Globs likewise; these are left out. */
  readonly skip?: readonly string[]
  /** Send only what a right server refuses before it writes anything; the other checks are not tested. */
  readonly refusalsOnly?: boolean
  /** Hosts beyond loopback that may be sent to; any other is an error before anything is sent. */
  readonly allowedHosts?: readonly string[]
}

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
  return makePlan({ ...defaultOptions, ...options, endpoints }, settings, kind)
}
