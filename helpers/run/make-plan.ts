import { randomInt } from 'node:crypto'
import { existsSync } from 'node:fs'
import { behaviours } from '../../suites/behaviours.ts'
import { type Check, checksFor } from '../checks/check.ts'
import type { KeptCase } from '../checks/run-check.ts'
import { type Contract, endpointNames, loadContract } from '../contract/contract.ts'
import type { Level } from '../contract/types.ts'
import type { Shard } from '../report/record.ts'
import { type EndpointSettings, variable } from '../target/endpoint-settings.ts'
import { UsageError } from '../usage-error.ts'
import { readCases } from './case-files.ts'
import { endpointSettings } from './endpoint-settings.ts'
import { type Environment, given } from './environment.ts'
import { networkSettings } from './network-settings.ts'
import type { Plan } from './plan.ts'
import { assertPatternsMatch, leftOut, type Selection, select } from './selection.ts'

/** What the command line says of the checks to run and how. */
export interface PlanOptions {
  readonly endpoints: readonly string[]
  readonly gate: Level
  readonly seed?: number
  readonly cases: number
  /** A file of cases that failed once, to be tried first; it may be new. */
  readonly corpus?: string
  readonly concurrency: number
  /** Seconds from sending a request to the last byte of its answer. */
  readonly timeout: number
  /** Requests in a second, for each endpoint; as many as there are where it is absent. */
  readonly rate?: number
  /** Seconds that the whole run may take. */
  readonly deadline?: number
  readonly refusalsOnly?: boolean
  readonly only: readonly string[]
  readonly skip: readonly string[]
  readonly shard?: Shard
  readonly allowedHosts: readonly string[]
}

/** An endpoint of the plan, with all that its contract gives ground for and what of it was selected. */
export interface PlannedEndpoint {
  readonly contract: Contract
  readonly settings: EndpointSettings
  readonly checks: readonly Check[]
  readonly selected: readonly Check[]
  /** What the patterns left out; what is neither here nor selected is of other shards. */
  readonly leftOut: readonly Check[]
}

/** The plan of a run, and the contracts and checks that it stands for. */
export interface MadePlan {
  readonly plan: Plan
  readonly endpoints: readonly PlannedEndpoint[]
}

/** The most that the body of an answer may hold. */
const bodyBytes = 512 * 1024

/**
 * Whether the settings address no endpoint at all: then the embedded reference server is what is checked.
 * Throws UsageError where they hold an account and no address: a green run on the embedded server would mislead.
 */
export function isForEmbedded(environment: Environment): boolean {
  if (endpointNames().some((name) => hasAddress(environment, name))) return false
  for (const name of endpointNames()) {
    const account = ['USERNAME', 'PASSWORD', 'API_KEY'].map((setting) => variable(name, setting))
    const found = account.find((setting) => given(environment, setting) !== undefined)
    if (found !== undefined) {
      const address = variable(name, 'BASE_URL')
      throw new UsageError(
        `${found} is given and ${address} is empty; expected both, or neither for the embedded server`,
      )
    }
  }
  return true
}

/** Puts command line and settings together. Throws UsageError for what is wrong in either. */
export function makePlan(
  options: PlanOptions,
  environment: Environment,
  kind: EndpointSettings['kind'],
): MadePlan {
  const allowed = [...options.allowedHosts, ...list(given(environment, 'CONFORMANCE_ALLOW_HOSTS'))]
  const selection = selectionOf(options)
  const endpoints = chosen(options.endpoints, environment).map((name): PlannedEndpoint => {
    const contract = loadContract(name)
    const settings = endpointSettings(contract, environment, kind, allowed)
    const checks = checksFor(contract, behaviours)
    return {
      contract,
      settings,
      checks,
      selected: select(selection, checks),
      leftOut: leftOut(selection, checks),
    }
  })
  const checked = withChecks(endpoints, selection)
  const plan: Plan = {
    endpoints: checked.map(({ settings }) => settings),
    selection,
    network: networkSettings(environment),
    concurrency: options.concurrency,
    limits: {
      deadline: options.timeout * 1_000,
      bodyBytes,
      connections: options.concurrency,
      ...(options.rate !== undefined && { rate: options.rate }),
    },
    ...(options.refusalsOnly && { refusalsOnly: true }),
    ...(options.deadline !== undefined && { endsAt: Date.now() + options.deadline * 1_000 }),
    options: {
      gate: options.gate,
      generation: {
        seed: options.seed ?? randomInt(2 ** 31 - 1),
        cases: options.cases,
        kept: keptCases(options.corpus, endpoints),
      },
    },
  }
  return { plan, endpoints: checked }
}

/** Shards draw from one seed: their records are merged into one, and it has one. */
function selectionOf({ only, skip, shard, seed }: PlanOptions): Selection {
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
function keptCases(corpus: string | undefined, endpoints: readonly PlannedEndpoint[]): readonly KeptCase[] {
  if (corpus === undefined || !existsSync(corpus)) return []
  const kept = readCases(corpus)
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

/** The endpoints that were named; else those with a base URL. */
function chosen(named: readonly string[], environment: Environment): readonly string[] {
  return named.length > 0
    ? [...new Set(named)]
    : endpointNames().filter((name) => hasAddress(environment, name))
}

function hasAddress(environment: Environment, endpoint: string): boolean {
  return given(environment, variable(endpoint, 'BASE_URL')) !== undefined
}

function list(text = ''): string[] {
  return text.split(',').map((item) => item.trim())
}
