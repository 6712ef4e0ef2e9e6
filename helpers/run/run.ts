import { randomUUID } from 'node:crypto'
import { renderConsole } from '../report/console.ts'
import type { RunRecord } from '../report/record.ts'
import type { EndpointSettings } from '../target/endpoint-settings.ts'
import type { BaselineOption, OpenBaseline } from './baseline-fits.ts'
import { buildRecord, type EndpointResults, type RunFacts } from './build-record.ts'
import { keepCases, writeCaseFiles } from './case-files.ts'
import { withTargets } from './embedded.ts'
import { type Environment, given, readEnvironment } from './environment.ts'
import { tellGithub } from './github.ts'
import { journalFolder, type KeptJournal, keptJournals, stillOwing } from './journal.ts'
import { renderPlan } from './list.ts'
import { type MadePlan, makePlan, type PlannedEndpoint, type PlanOptions } from './make-plan.ts'
import type { Plan } from './plan.ts'
import { showProgress } from './progress.ts'
import { SuiteThread } from './suite-thread.ts'
import { attempt, prepareReports, writeRecord, writeReports } from './write-reports.ts'

/** What the command line says of a run. */
export interface RunOptions extends PlanOptions {
  readonly reports: string
  readonly environmentFile: { readonly path: string; readonly named: boolean }
  readonly requireAll: boolean
  /** A file of checks that are known to fail, and whether this run brings it up to date. */
  readonly baseline?: BaselineOption
  readonly list: boolean
}

/** Runs the checks, writes the reports and prints the summary; gives the exit code. */
export async function run(options: RunOptions): Promise<number> {
  const { path, named } = options.environmentFile
  const environment = readEnvironment(path, named, process.env)
  return withTargets(environment, (settings, kind) =>
    carryOut(withJournals(makePlan(options, settings, kind), kind, options), options, environment),
  )
}

/** What is owed to a live target is kept on disk; the embedded server ends with the run. */
function withJournals(made: MadePlan, kind: EndpointSettings['kind'], { reports }: RunOptions): MadePlan {
  return kind === 'mock' ? made : { ...made, plan: { ...made.plan, journals: journalFolder(reports) } }
}

async function carryOut(made: MadePlan, options: RunOptions, environment: Environment): Promise<number> {
  const { reports, requireAll, list, corpus } = options
  const facts: RunFacts = { id: randomUUID(), startedAt: new Date(), requireAll, reports }
  const baseline = await openedBaseline(options, facts)
  if (list) {
    process.stdout.write(renderPlan(made))
    return 0
  }
  prepareReports(reports)
  if (made.plan.journals && !(await isPutRight(made, keptJournals(made.plan.journals)))) return stillOwing
  // A run that is killed leaves this record: it says itself that it is not complete.
  writeRecord(buildRecord(made.plan, facts, made.endpoints.map(notRun)), reports)
  const results = await judge(made)
  const record = await recordOf(made.plan, facts, results, baseline)
  writeReports(record, reports)
  attempt('a case file', () => writeCaseFiles(record, reports))
  if (corpus !== undefined) attempt(corpus, () => keepCases(record, corpus))
  attempt('what GitHub shows', () => tellGithub(record, environment))
  attempt('the summary', () => {
    process.stdout.write(renderConsole(record, { reports, colour: coloured(environment) }))
  })
  if (baseline?.update) {
    const { updateBaseline } = await import('./update-baseline.ts')
    attempt('the new baseline', () => updateBaseline(baseline, results, facts.startedAt))
  }
  return exitCode(record)
}

/** Whether what earlier runs left behind is put right; the usual run has nothing to do for it. */
async function isPutRight(made: MadePlan, journals: readonly KeptJournal[]): Promise<boolean> {
  if (journals.length === 0) return true
  const { restoreEarlier } = await import('./restore.ts')
  return restoreEarlier(made, journals)
}

/** The baseline that was named; what reads one is loaded only then, as all that few runs need. */
async function openedBaseline(
  { baseline }: RunOptions,
  { startedAt }: RunFacts,
): Promise<OpenBaseline | undefined> {
  if (!baseline) return undefined
  const { openBaseline } = await import('./baseline-fits.ts')
  return openBaseline(baseline, startedAt)
}

async function recordOf(
  plan: Plan,
  facts: RunFacts,
  results: readonly EndpointResults[],
  baseline: OpenBaseline | undefined,
): Promise<RunRecord> {
  if (!baseline) return buildRecord(plan, facts, results)
  const { applyBaseline, mistakesOf } = await import('./apply-baseline.ts')
  const mistakes = baseline.update ? [] : mistakesOf(baseline, results)
  const known = { ...facts, baseline: { file: baseline.file, mistakes } }
  return buildRecord(plan, known, applyBaseline(results, baseline))
}

async function judge({ plan, endpoints }: MadePlan): Promise<EndpointResults[]> {
  const names = plan.endpoints.map(({ endpoint }) => endpoint)
  const thread = new SuiteThread(names)
  const progress = showProgress(names, process.stderr)
  try {
    // Loaded only here: Vitest takes longer to load than all the rest, and nothing else needs it.
    const { runSuites } = await import('./run-suites.ts')
    const outcomes = await runSuites(plan, thread)
    return endpoints.map((endpoint) => {
      const outcome = outcomes.get(endpoint.contract.name)
      return outcome ? { ...endpoint, results: outcome.results, ...outcome.end } : notRun(endpoint)
    })
  } finally {
    progress.end()
    thread.end()
  }
}

function notRun(endpoint: PlannedEndpoint): EndpointResults {
  return { ...endpoint, results: [], requests: 0, leftovers: [] }
}

/** A baseline that lists what passes is wrong configuration, unless a failure is to be told. */
function exitCode({ verdict, run }: RunRecord): number {
  if (verdict !== 'not-conformant' && run.baseline && run.baseline.mistakes.length > 0) return 2
  return { conformant: 0, partial: 0, 'not-conformant': 1, inconclusive: 3 }[verdict]
}

function coloured(environment: Environment): boolean {
  return process.stdout.isTTY === true && given(environment, 'NO_COLOR') === undefined
}
