import { randomUUID } from 'node:crypto'
import { startMock } from '../../mock/server.ts'
import { renderConsole } from '../report/console.ts'
import type { RunRecord } from '../report/record.ts'
import { buildRecord, type EndpointResults, type RunFacts } from './build-record.ts'
import { type Environment, given, readEnvironment } from './environment.ts'
import { renderPlan } from './list.ts'
import {
  isForEmbedded,
  type MadePlan,
  makePlan,
  type PlannedEndpoint,
  type PlanOptions,
} from './make-plan.ts'
import { orSay, prepareReports, writeRecord, writeReports } from './write-reports.ts'

/** What the command line says of a run. */
export interface RunOptions extends PlanOptions {
  readonly reports: string
  readonly environmentFile: { readonly path: string; readonly named: boolean }
  readonly requireAll: boolean
  readonly list: boolean
}

/** Runs the checks, writes the reports and prints the summary; gives the exit code. */
export async function run(options: RunOptions): Promise<number> {
  const { path, named } = options.environmentFile
  const environment = readEnvironment(path, named, process.env)
  if (!isForEmbedded(environment))
    return carryOut(makePlan(options, environment, 'live'), options, environment)
  const embedded = await startMock()
  try {
    const settings = { ...environment, ...embedded.environment }
    return await carryOut(makePlan(options, settings, 'mock'), options, environment)
  } finally {
    await embedded.close()
  }
}

async function carryOut(made: MadePlan, options: RunOptions, environment: Environment): Promise<number> {
  if (options.list) {
    process.stdout.write(renderPlan(made))
    return 0
  }
  const { reports, requireAll } = options
  prepareReports(reports)
  const facts: RunFacts = { id: randomUUID(), startedAt: new Date(), requireAll }
  // A run that is killed leaves this record: it says itself that it is not complete.
  writeRecord(buildRecord(made.plan, facts, made.endpoints.map(notRun)), reports)
  const record = buildRecord(made.plan, facts, await judge(made))
  writeRecord(record, reports)
  writeReports(record, reports)
  orSay('the summary', () => {
    process.stdout.write(renderConsole(record, { reports, colour: coloured(environment) }))
  })
  return exitCode(record)
}

async function judge({ plan, endpoints }: MadePlan): Promise<EndpointResults[]> {
  // Loaded only here: Vitest takes longer to load than all the rest, and nothing else needs it.
  const { runSuites } = await import('./run-suites.ts')
  const outcomes = await runSuites(plan)
  return endpoints.map((endpoint) => {
    const outcome = outcomes.get(endpoint.contract.name)
    return outcome ? { ...endpoint, results: outcome.results, ...outcome.end } : notRun(endpoint)
  })
}

function notRun(endpoint: PlannedEndpoint): EndpointResults {
  return { ...endpoint, results: [], requests: 0, leftovers: [] }
}

function exitCode({ verdict }: RunRecord): number {
  return { conformant: 0, partial: 0, 'not-conformant': 1, inconclusive: 3 }[verdict]
}

function coloured(environment: Environment): boolean {
  return process.stdout.isTTY === true && given(environment, 'NO_COLOR') === undefined
}
