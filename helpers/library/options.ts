import type { Contract } from '../contract/contract.ts'
import type { Level } from '../contract/types.ts'
import { type MadePlan, makePlan, type PlanOptions } from '../session/make-plan.ts'
import { contractNamed, knownContracts } from '../settings/contracts.ts'
import { defaultOptions } from '../settings/default-options.ts'
import type { Environment } from '../settings/environment.ts'

/**
 * Settings by the names of `.env.example`, such as `SQS_BASE_URL`, given by value: nothing is read from the environment
 * or from a file; a command that gives headers (`SQS_EXTRA_HEADERS_COMMAND`) is run. One that is empty counts as not
 * given.
 */
export type Settings = Environment

/** Which checks to run, and how. Each is an option of the command line, and has the same default. */
export interface ConformanceOptions {
  /** Folders of contracts from outside, each an endpoint named for its folder (`--contract`). */
  readonly contracts?: readonly string[]
  /** Violations at or above this level fail, others warn (`--fail-on`): `MUST` by default. */
  readonly gate?: Level
  /** What generated payloads are drawn from; itself drawn by default, and told in the record. */
  readonly seed?: number
  /** Cases of each generated property: 4 by default. */
  readonly cases?: number
  /** Checks, and connections, at once: 12 by default. */
  readonly concurrency?: number
  /** Seconds from sending a request to the last byte of its answer: 10 by default. */
  readonly timeout?: number
  /** Seconds that the whole may take; what is not done by then is inconclusive. No limit by default. */
  readonly deadline?: number
  /** Milliseconds that a read-back which does not agree is given to do so: 1000 by default. */
  readonly settle?: number
  /** The most requests in a second, for each endpoint: `auto` by default, as many as it takes. */
  readonly rate?: number | 'auto'
  /** Logins that may fail in a row, for each account: 2 by default, none at all for 0. */
  readonly failedLogins?: number
  /** Globs over the ids of checks and requirements; only these are run. One that matches nothing is an error. */
  readonly only?: readonly string[]
  /** Globs likewise; these are left out. */
  readonly skip?: readonly string[]
  /** Send only what a correct server refuses before it writes anything; the other checks are not tested. */
  readonly refusalsOnly?: boolean
  /** Hosts beyond loopback that may be sent to; any other is an error before anything is sent. */
  readonly allowedHosts?: readonly string[]
}

/** The contract of an endpoint. Throws UsageError where there is none. */
export function contractFor(endpoint: string, folders?: readonly string[]): Contract {
  return contractNamed(endpoint, knownContracts(folders))
}

/** The plan of these options. Throws UsageError for what is wrong in them or in the settings. */
export function planFor(
  endpoints: readonly string[],
  settings: Settings,
  options: Omit<ConformanceOptions, 'contracts'> & Pick<PlanOptions, 'budget'>,
  contracts: readonly Contract[],
  kind: Parameters<typeof makePlan>[2],
): MadePlan {
  const {
    gate = defaultOptions.gate,
    cases = defaultOptions.cases,
    concurrency = defaultOptions.concurrency,
    timeout = defaultOptions.timeout,
    settle = defaultOptions.settle,
    rate = defaultOptions.rate,
    only = [],
    skip = [],
    allowedHosts = [],
    ...others
  } = options
  const limits = { cases, concurrency, timeout, settle, rate }
  return makePlan(
    { ...others, ...limits, gate, only, skip, allowedHosts, contracts, endpoints },
    settings,
    kind,
  )
}
