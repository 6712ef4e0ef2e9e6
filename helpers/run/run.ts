import { randomInt } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startMock } from '../../mock/server.ts'
import { behaviours } from '../../suites/behaviours.ts'
import { checksFor } from '../checks/check.ts'
import { type Contract, loadContract } from '../contract/contract.ts'
import type { Level } from '../contract/types.ts'
import { renderConsole } from '../report/console.ts'
import { renderJunit } from '../report/junit.ts'
import { type EndpointSettings, variable } from '../target/endpoint-settings.ts'
import { buildRecord } from './build-record.ts'
import { endpointSettings } from './endpoint-settings.ts'
import { type Environment, given, readEnvironment } from './environment.ts'
import { renderPlan } from './list.ts'
import { networkSettings } from './network-settings.ts'
import type { Plan } from './plan.ts'
import type { RunRecord } from './record.ts'
import { runSuites } from './run-suites.ts'
import { assertPatternsMatch } from './selection.ts'

/** What the command line says of a run. */
export interface RunOptions {
  readonly endpoints: readonly string[]
  readonly gate: Level
  readonly reports: string
  readonly environmentFile: { readonly path: string; readonly named: boolean }
  readonly seed?: number
  readonly cases: number
  readonly concurrency: number
  readonly only: readonly string[]
  readonly skip: readonly string[]
  readonly requireAll: boolean
  readonly list: boolean
  readonly allowedHosts: readonly string[]
}

/** Milliseconds from a request to the last byte of its answer, and the most that a body may hold. */
const deadline = 10_000
const bodyBytes = 8 * 1024 * 1024

/** Runs the checks, writes the reports and prints the summary; gives the exit code. */
export async function run(options: RunOptions): Promise<number> {
  const { path, named } = options.environmentFile
  const own = readEnvironment(path, named, process.env)
  const contracts = chosen(options.endpoints, own).map((name) => loadContract(name))
  const live = contracts.filter(({ name }) => given(own, variable(name, 'BASE_URL')) !== undefined)
  const embedded = live.length < contracts.length && !options.list ? await startMock() : undefined
  try {
    const plan = planFor(contracts, own, embedded?.environment, options)
    if (options.list) {
      process.stdout.write(renderPlan(plan, contracts))
      return 0
    }
    const record = await judge(plan, contracts, options.requireAll)
    writeReports(record, options.reports)
    process.stdout.write(renderConsole(record, { reports: options.reports, colour: coloured(own) }))
    return exitCode(record)
  } finally {
    await embedded?.close()
  }
}

/** The endpoints that were named; else those with a base URL; else all, on the embedded reference server. */
function chosen(named: readonly string[], environment: Environment): readonly string[] {
  if (named.length > 0) return [...new Set(named)]
  const addressed = knownEndpoints.filter(
    (name) => given(environment, variable(name, 'BASE_URL')) !== undefined,
  )
  return addressed.length > 0 ? addressed : knownEndpoints
}

/** The endpoints that there are suites for. */
export const knownEndpoints: readonly string[] = ['autodialer', 'sqs']

function planFor(
  contracts: readonly Contract[],
  own: Environment,
  embedded: Environment | undefined,
  options: RunOptions,
): Plan {
  const allowed = [...options.allowedHosts, ...(given(own, 'CONFORMANCE_ALLOW_HOSTS') ?? '').split(',')]
  const endpoints = contracts.map((contract): EndpointSettings => {
    const isLive = given(own, variable(contract.name, 'BASE_URL')) !== undefined
    if (isLive || !embedded)
      return endpointSettings(
        contract,
        own,
        'live',
        allowed.map((host) => host.trim()),
      )
    return endpointSettings(contract, embedded, 'mock', [])
  })
  const selection = { only: options.only, skip: options.skip }
  assertPatternsMatch(
    selection,
    contracts.flatMap((contract) => checksFor(contract, behaviours)),
  )
  return {
    endpoints,
    selection,
    network: networkSettings(own),
    concurrency: options.concurrency,
    limits: { deadline, bodyBytes, connections: options.concurrency },
    options: {
      gate: options.gate,
      generation: { seed: options.seed ?? randomInt(2 ** 31 - 1), cases: options.cases },
    },
  }
}

async function judge(plan: Plan, contracts: readonly Contract[], requireAll: boolean): Promise<RunRecord> {
  const startedAt = new Date()
  const outcomes = await runSuites(plan)
  const results = contracts.flatMap((contract, at) => {
    const settings = plan.endpoints[at]
    const outcome = outcomes.get(contract.name)
    if (!settings || !outcome) return []
    return [
      {
        contract,
        settings,
        checks: checksFor(contract, behaviours),
        results: outcome.results,
        ...outcome.end,
      },
    ]
  })
  return buildRecord(plan, startedAt, results, requireAll)
}

function writeReports(record: RunRecord, folder: string): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'conformance.json'), `${JSON.stringify(record, null, 2)}\n`)
  writeFileSync(join(folder, 'junit.xml'), renderJunit(record))
}

function exitCode({ verdict }: RunRecord): number {
  return { conformant: 0, partial: 0, 'not-conformant': 1, inconclusive: 3 }[verdict]
}

function coloured(environment: Environment): boolean {
  return process.stdout.isTTY === true && given(environment, 'NO_COLOR') === undefined
}
