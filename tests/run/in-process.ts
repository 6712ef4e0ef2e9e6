import { randomUUID } from 'node:crypto'
import { type Check, checksFor } from '../../helpers/checks/check.ts'
import type { CheckResult } from '../../helpers/checks/run-check.ts'
import { type Contract, loadContract } from '../../helpers/contract/contract.ts'
import type { Level } from '../../helpers/contract/types.ts'
import { buildRecord } from '../../helpers/record/build-record.ts'
import type { RunRecord } from '../../helpers/record/record.ts'
import type { EndpointResults } from '../../helpers/session/judge.ts'
import { freshFirst } from '../../helpers/session/order.ts'
import type { Plan } from '../../helpers/session/plan.ts'
import { runChecks } from '../../helpers/session/run-checks.ts'
import type { Shard } from '../../helpers/session/selection.ts'
import { defaultOptions } from '../../helpers/settings/default-options.ts'
import type { Environment } from '../../helpers/settings/environment.ts'
import { endpointSettings } from '../../helpers/settings/read-endpoint-settings.ts'
import { Target } from '../../helpers/target/target.ts'
import type { Verdict } from '../../helpers/verdict/verdict.ts'
import { behaviours } from '../../suites/behaviours.ts'

export const limits = {
  deadline: 10_000,
  bodyBytes: 8 * 1024 * 1024,
  connections: defaultOptions.concurrency,
}

export const endpoints = ['autodialer', 'sqs'] as const

export type Endpoint = (typeof endpoints)[number]

export interface Judging {
  readonly gate?: Level
  readonly seed?: number
  readonly concurrency?: number
  /** Milliseconds that reads are given to agree. */
  readonly settle?: number
  readonly failedLogins?: number
  readonly refusalsOnly?: boolean
  /** Which checks, and in which order. */
  readonly choose?: (checks: readonly Check[]) => readonly Check[]
}

/** The contract of an endpoint and all the checks that it gives ground for. */
function about(endpoint: Endpoint) {
  const contract = loadContract(endpoint)
  return { contract, checks: checksFor(contract, behaviours) }
}

/** Runs the checks of an endpoint in this process, as an operator with this environment would. */
export async function judge(
  endpoint: Endpoint,
  environment: Environment,
  {
    gate = 'MUST',
    seed = 1,
    concurrency = defaultOptions.concurrency,
    settle = defaultOptions.settle,
    failedLogins = defaultOptions.failedLogins,
    refusalsOnly = false,
    choose = (checks) => checks,
  }: Judging = {},
): Promise<EndpointResults> {
  const { contract, checks } = about(endpoint)
  const settings = endpointSettings(contract, environment, 'live', [])
  const selected = choose(checks)
  const target = new Target(contract, settings, { limits, failedLogins })
  const options = { gate, generation: { seed, cases: 5 } }
  return {
    contract,
    settings,
    checks,
    selected,
    leftOut: checks.filter((check) => !selected.includes(check)),
    ...(await runChecks(target, freshFirst(selected), options, { concurrency, settle, refusalsOnly })),
  }
}

/** The record of such results, as the command makes it. */
export function recordOf(
  results: readonly EndpointResults[],
  { requireAll = false, shard }: { requireAll?: boolean; shard?: Shard } = {},
): RunRecord {
  const plan: Plan = {
    endpoints: results.map(({ settings }) => settings),
    options: { gate: 'MUST', generation: { seed: 1, cases: 5 } },
    selection: { only: [], skip: [], ...(shard && { shard }) },
    concurrency: defaultOptions.concurrency,
    limits,
    network: { insecureTls: false },
  }
  return buildRecord(
    plan,
    { id: randomUUID(), startedAt: new Date(), requireAll, reports: 'reports' },
    results,
  )
}

/** Results of an endpoint's checks as `verdictOf` would have them, without any request. */
export function madeUp(
  endpoint: Endpoint,
  verdictOf: (check: Check, contract: Contract) => Verdict | undefined,
): EndpointResults {
  const { contract, checks } = about(endpoint)
  const results = checks.flatMap((check): CheckResult[] => {
    const verdict = verdictOf(check, contract)
    const { id, behaviour, title } = check
    const requirements = check.requirements.filter((requirement) => requirement in contract.requirements)
    const level = contract.requirements[requirements[0] ?? '']?.level ?? 'MUST'
    if (!verdict) return []
    const reason = verdict === 'pass' ? {} : { reason: `made up: ${verdict}` }
    return [{ id, behaviour, title, level, requirements, verdict, ...reason, milliseconds: 1.5 }]
  })
  const settings = {
    endpoint,
    kind: 'mock',
    baseUrl: 'http://127.0.0.1:1',
    auth: 'basic',
    contractSettings: {},
    extraHeaders: [],
  } as const
  const ran = new Set(results.map(({ id }) => id))
  const selected = checks.filter(({ id }) => ran.has(id))
  const leftOut = checks.filter(({ id }) => !ran.has(id))
  return { contract, settings, checks, selected, leftOut, results, requests: 1, judged: 0, leftovers: [] }
}
