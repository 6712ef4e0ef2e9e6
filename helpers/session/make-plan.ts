import { randomInt } from 'node:crypto'
import { existsSync } from 'node:fs'
import { behaviours } from '../../suites/behaviours.ts'
import { type Check, checksFor } from '../checks/check.ts'
import type { KeptCase } from '../checks/run-check.ts'
import type { Contract } from '../contract/contract.ts'
import type { Level } from '../contract/types.ts'
import { hasAddress } from '../settings/addresses.ts'
import { contractNamed, knownContracts } from '../settings/contracts.ts'
import { type CutValues, type Environment, given } from '../settings/environment.ts'
import { networkSettings } from '../settings/network-settings.ts'
import { endpointSettings } from '../settings/read-endpoint-settings.ts'
import { type EndpointSettings, variable } from '../target/endpoint-settings.ts'
import { UsageError } from '../usage-error.ts'
import { withinBudget } from './budget.ts'
import { assertGrounded } from './grounds.ts'
import type { Plan } from './plan.ts'
import { readCases } from './read-cases.ts'
import type { Shard } from './selection.ts'
import { assertPatternsMatch, leftOut, type Selection, select } from './selection.ts'

/** What the command line says of the checks to run and how. */
export interface PlanOptions {
  readonly endpoints: readonly string[]
  /** The contracts that there are; those of this package where it is absent. */
  readonly contracts?: readonly Contract[]
  readonly gate: Level
  readonly seed?: number
  readonly cases: number
  /** A file of cases that failed once, to be tried first; it may be new. */
  readonly corpus?: string
  readonly concurrency: number
  /** Seconds from sending a request to the last byte of its answer. */
  readonly timeout: number
  /** The most requests in a second, for each endpoint; `auto` for as many as it takes. */
  readonly rate: number | 'auto'
  /** Logins that may fail in a row, for each account: none at all for 0. */
  readonly failedLogins?: number
  /** Milliseconds that a read-back which does not agree is given to do so. */
  readonly settle: number
  /** Seconds that the whole run may take. */
  readonly deadline?: number
  /** After so many failing checks, no other begins. */
  readonly bail?: number
  readonly refusalsOnly?: boolean
  readonly only: readonly string[]
  readonly skip: readonly string[]
  /** Where checks were picked by themselves: their ids, by endpoint. */
  readonly picked?: ReadonlyMap<string, readonly string[]>
  readonly shard?: Shard
  /** Requests that may be sent to each endpoint: the most telling checks that they hold are run, one at a time. */
  readonly budget?: number
  readonly allowedHosts: readonly string[]
  /** Where the file of settings may have cut off the end of a value. */
  readonly cut?: CutValues
}

/** An endpoint of the plan, with all that its contract gives ground for and what of it was selected. */
export interface PlannedEndpoint {
  readonly contract: Contract
  readonly settings: EndpointSettings
  readonly checks: readonly Check[]
  readonly selected: readonly Check[]
  /** What the patterns left out; what is neither here nor selected is of other shards. */
  readonly leftOut: readonly Check[]
  /** What of the selected the budget did not hold. */
  readonly beyond?: readonly Check[]
}

/** The plan of a run, and the contracts and checks that it stands for. */
export interface MadePlan {
  readonly plan: Plan
  readonly endpoints: readonly PlannedEndpoint[]
}

/** The most that the body of an answer may hold. */
const bodyBytes = 512 * 1024

/** Puts command line and settings together. Throws UsageError for what is wrong in either. */
export function makePlan(
  options: PlanOptions,
  environment: Environment,
  kind: EndpointSettings['kind'],
): MadePlan {
  const allowed = [...options.allowedHosts, ...list(given(environment, 'CONFORMANCE_ALLOW_HOSTS'))]
  const selection = selectionOf(options)
  const { contracts = knownContracts() } = options
  for (const contract of contracts) assertGrounded(contract, checksFor(contract, behaviours), behaviours)
  const endpoints = chosen(options.endpoints, environment, contracts).map((contract): PlannedEndpoint => {
    const known = endpointSettings(contract, environment, kind, allowed)
    const settings = { ...known, ...(options.cut && { cut: options.cut }) }
    const checks = checksFor(contract, behaviours)
    const picked = options.picked?.get(contract.name) ?? []
    const ofEndpoint = options.picked ? { ...selection, picked } : selection
    return {
      contract,
      settings,
      checks,
      selected: select(ofEndpoint, checks),
      leftOut: leftOut(ofEndpoint, checks),
    }
  })
  const { budget } = options
  const checked = withChecks(endpoints, selection).map((each) =>
    budget === undefined ? each : withinItsBudget(each, budget),
  )
  const concurrency = budget === undefined ? options.concurrency : 1
  const plan: Plan = {
    endpoints: checked.map(({ settings }) => settings),
    selection,
    network: networkSettings(environment),
    concurrency,
    ...(budget !== undefined && { budget }),
    settle: options.settle,
    limits: {
      deadline: options.timeout * 1_000,
      bodyBytes,
      connections: options.concurrency,
      ...(options.rate !== 'auto' && { rate: options.rate }),
    },
    ...(options.refusalsOnly && { refusalsOnly: true }),
    ...(options.bail !== undefined && { bail: options.bail }),
    ...(options.failedLogins !== undefined && { failedLogins: options.failedLogins }),
    ...(options.deadline !== undefined && { endsAt: Date.now() + options.deadline * 1_000 }),
    options: {
      gate: options.gate,
      generation: {
        seed: options.seed ?? randomInt(2 ** 31 - 1),
        cases: options.cases,
        kept: keptCases(options.corpus, endpoints, contracts),
      },
    },
  }
  return { plan, endpoints: checked }
}

function withinItsBudget(planned: PlannedEndpoint, budget: number): PlannedEndpoint {
  const { contract, selected: wanted } = planned
  const selected = withinBudget(budget, contract, wanted)
  return { ...planned, selected, beyond: wanted.filter((check) => !selected.includes(check)) }
}

/** Shards draw from one seed: their records are merged into one, and it has one. */
function selectionOf({ only, skip, shard, seed, budget }: PlanOptions): Selection {
  if (shard && budget !== undefined)
    throw new UsageError(
      '--shard and --budget are given; expected one of them: a budget is a part of its own',
    )
  if (shard && seed === undefined)
    throw new UsageError('--shard is given without --seed; expected --seed N, the same for each shard')
  return { only, skip, ...(shard && { shard }) }
}

/** An endpoint that no selected check is about is not part of the run. */
function withChecks(endpoints: readonly PlannedEndpoint[], selection: Selection): readonly PlannedEndpoint[] {
  const all = endpoints.flatMap(({ checks }) => checks)
  assertPatternsMatch(selection, all)
  const { shard } = selection
  const empty = endpoints.find(
    ({ checks, selected, leftOut }) => selected.length === 0 && leftOut.length < checks.length,
  )
  if (shard && empty)
    throw new UsageError(
      `--shard ${shard.index}/${shard.of} leaves no check of ${empty.contract.name}; expected fewer shards`,
    )
  const checked = endpoints.filter(({ selected }) => selected.length > 0)
  if (checked.length === 0)
    throw new UsageError('--only and --skip leave no check to run; expected patterns that leave one')
  return checked
}

/** The cases of the corpus. Throws UsageError for one that no check of its endpoint can try. */
function keptCases(
  corpus: string | undefined,
  endpoints: readonly PlannedEndpoint[],
  contracts: readonly Contract[],
): readonly KeptCase[] {
  if (corpus === undefined || !existsSync(corpus)) return []
  const kept = readCases(corpus, contracts)
  for (const { endpoint, check } of kept) {
    const planned = endpoints.find(({ contract }) => contract.name === endpoint)
    if (planned && !planned.checks.some(({ id }) => id === check)) {
      throw new UsageError(
        `${corpus} has a case of ${check}, a check that ${endpoint} does not have; take it out`,
      )
    }
  }
  return kept
}

/** The endpoints that were named; else those with a base URL, which one from outside must have. */
function chosen(
  named: readonly string[],
  environment: Environment,
  contracts: readonly Contract[],
): readonly Contract[] {
  if (named.length > 0) return [...new Set(named)].map((name) => contractNamed(name, contracts))
  const missing = contracts.find(({ name, outside }) => outside && !hasAddress(environment, name))
  if (missing)
    throw new UsageError(
      `${variable(missing.name, 'BASE_URL')} is empty, and the contract ${missing.outside?.folder} is given; expected the address of ${missing.name}, or the names of other endpoints to check`,
    )
  return contracts.filter(({ name }) => hasAddress(environment, name))
}

function list(text = ''): string[] {
  return text.split(',').map((item) => item.trim())
}
