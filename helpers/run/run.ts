import { accessSync, constants, mkdirSync } from 'node:fs'
import { startMock } from '../../mock/server.ts'
import { renderConsole } from '../report/console.ts'
import type { RunRecord } from '../report/record.ts'
import { buildRecord } from './build-record.ts'
import { type Environment, given, readEnvironment } from './environment.ts'
import { renderPlan } from './list.ts'
import { isForEmbedded, type MadePlan, makePlan, type PlanOptions } from './make-plan.ts'
import { UsageError } from './usage-error.ts'
import { attempt, writeReports } from './write-reports.ts'

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
  makeFolder(options.reports)
  const record = await judge(made, options.requireAll)
  writeReports(record, options.reports)
  attempt('the summary', () => {
    const colour = coloured(environment)
    process.stdout.write(renderConsole(record, { reports: options.reports, colour }))
  })
  return exitCode(record)
}

async function judge({ plan, endpoints }: MadePlan, requireAll: boolean): Promise<RunRecord> {
  const startedAt = new Date()
  // Loaded only here: Vitest takes longer to load than all the rest, and nothing else needs it.
  const { runSuites } = await import('./run-suites.ts')
  const outcomes = await runSuites(plan)
  const results = endpoints.map((endpoint) => {
    const { results: done = [], end = { requests: 0, leftovers: [] } } =
      outcomes.get(endpoint.contract.name) ?? {}
    return { ...endpoint, results: done, ...end }
  })
  return buildRecord(plan, startedAt, results, requireAll)
}

/** Before the run: what it finds must have a place to go. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
  } catch {
    throw new UsageError(
      `--reports ${folder} cannot be written to; expected a folder, or a name for a new one`,
    )
  }
}

function exitCode({ verdict }: RunRecord): number {
  return { conformant: 0, partial: 0, 'not-conformant': 1, inconclusive: 3 }[verdict]
}

function coloured(environment: Environment): boolean {
  return process.stdout.isTTY === true && given(environment, 'NO_COLOR') === undefined
}
