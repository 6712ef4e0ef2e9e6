import { randomUUID } from 'node:crypto'
import type { Contract } from '../contract/contract.ts'
import type { BaselineOption, OpenBaseline } from '../record/baseline-fits.ts'
import { buildRecord, type RunFacts } from '../record/build-record.ts'
import { keepCases, writeCaseFiles } from '../record/case-files.ts'
import type { RunRecord } from '../record/record.ts'
import { renderConsole } from '../report/console.ts'
import { attempt, prepareReports, writeRecord, writeReports } from '../report/write-reports.ts'
import { withTargets } from '../session/embedded.ts'
import { type EndpointResults, judge } from '../session/judge.ts'
import { journalFolder, journalsOf, type KeptJournals, stillOwing } from '../session/kept-journals.ts'
import { assertNotHeld, Lock } from '../session/lock.ts'
import { type MadePlan, makePlan, type PlannedEndpoint, type PlanOptions } from '../session/make-plan.ts'
import type { Plan } from '../session/plan.ts'
import { withPrintedHeaders } from '../session/printed-headers.ts'
import { showProgress } from '../session/progress.ts'
import { type Environment, readEnvironment } from '../settings/environment.ts'
import { openVariables } from '../target/common-words.ts'
import type { EndpointSettings } from '../target/endpoint-settings.ts'
import { tellGithub } from './github.ts'
import { renderPlan } from './list.ts'
import { canRedraw, isColoured } from './terminal.ts'

/** What the command line says of a run. */
export interface RunOptions extends Omit<PlanOptions, 'contracts'> {
  /** Folders of contracts from outside. */
  readonly contractFolders: readonly string[]
  readonly reports: string
  readonly environmentFile: { readonly path: string; readonly named: boolean }
  readonly requireAll: boolean
  /** A file of checks that are known to fail, and whether this run brings it up to date. */
  readonly baseline?: BaselineOption
  readonly list: boolean
  /** Run what failed or was inconclusive in the record of the reports folder. */
  readonly lastFailed: boolean
  /** Seconds to wait at most until the targets serve. */
  readonly wait?: number
  /** Check the embedded reference server, whatever is set. */
  readonly embedded: boolean
}

/** What a run is told, with the contracts read. */
interface KnownOptions extends Omit<RunOptions, 'contractFolders'> {
  readonly contracts: readonly Contract[]
}

/** Runs the checks, writes the reports and prints the summary; gives the exit code. */
export async function run({ contractFolders, ...options }: RunOptions): Promise<number> {
  const { path, named } = options.environmentFile
  const { environment, contracts, cut } = readEnvironment(path, named, process.env, contractFolders)
  const known = await selected({ ...options, contracts, cut })
  return withTargets(environment, known, (settings, kind) =>
    carryOut(withJournals(makePlan(known, settings, kind), kind, known), known, environment),
  )
}

/** `--last-failed` is a selection that the record of the reports folder makes. */
async function selected(options: KnownOptions): Promise<KnownOptions> {
  if (!options.lastFailed) return options
  const { lastFailed } = await import('../record/last-failed.ts')
  const picked = lastFailed(options.reports, options.endpoints)
  return {
    ...options,
    endpoints: [...picked.keys()],
    only: [...new Set([...picked.values()].flat())],
    picked,
  }
}

/** What is owed to a live target is kept on disk; the embedded server ends with the run. */
function withJournals(made: MadePlan, kind: EndpointSettings['kind'], { reports }: KnownOptions): MadePlan {
  return kind === 'mock' ? made : { ...made, plan: { ...made.plan, journals: journalFolder(reports) } }
}

async function carryOut(planned: MadePlan, options: KnownOptions, environment: Environment): Promise<number> {
  const { reports, requireAll, list } = options
  const facts: RunFacts = { id: randomUUID(), startedAt: new Date(), requireAll, reports }
  const baseline = await openedBaseline(options, facts)
  if (list) {
    process.stdout.write(renderPlan(planned))
    return 0
  }
  const made = await withPrintedHeaders(planned)
  for (const { contract, settings } of made.endpoints)
    for (const name of openVariables(contract, settings))
      process.stderr.write(`${name} holds a value that is short or a common word: reports cannot hide it\n`)
  const folder = journalFolder(reports)
  await assertNotHeld(folder)
  const owed = made.plan.journals ? journalsOf(made.plan.endpoints, folder) : undefined
  await tellReplaced(made, reports)
  prepareReports(reports)
  const lock = made.plan.journals ? Lock.take(folder) : undefined
  try {
    await waitedFor(made, options)
    if (!(await isPutRight(made, owed))) return stillOwing
    return await judgeAndTell(made, options, environment, { facts, baseline, lock })
  } finally {
    lock?.release()
  }
}

/** The reports of a whole run that those of a selection take the place of are not lost without a word. */
async function tellReplaced({ plan, endpoints }: MadePlan, reports: string): Promise<void> {
  const isWhole = endpoints.every(({ checks, selected }) => selected.length === checks.length)
  if (isWhole && plan.budget === undefined) return
  const { wholeRunIn } = await import('../record/whole-run.ts')
  const startedAt = wholeRunIn(reports)
  if (startedAt !== undefined)
    process.stderr.write(
      `${reports} holds the reports of a whole run (${startedAt}): those of this selection take their place; --reports FOLDER keeps both\n`,
    )
}

/** What stands around the checks of a run. */
interface Circumstances {
  readonly facts: RunFacts
  readonly baseline: OpenBaseline | undefined
  readonly lock: Lock | undefined
}

async function judgeAndTell(
  made: MadePlan,
  { reports, corpus, contracts }: KnownOptions,
  environment: Environment,
  { facts, baseline, lock }: Circumstances,
): Promise<number> {
  // A run that is killed leaves this record: it says itself that it is not complete.
  writeRecord(buildRecord(made.plan, facts, made.endpoints.map(notRun)), reports)
  const judgedAll = await judged(made, baseline)
  const vanished = lock?.release()
  const results = judgedAll.map((each) => (vanished ? { ...each, lost: vanished } : each))
  const record = await recordOf(made.plan, facts, results, baseline)
  attempt('the summary', () => {
    const { columns } = process.stdout
    const colour = isColoured(process.env, process.stdout)
    process.stdout.write(renderConsole(record, { reports, colour, columns }))
  })
  writeReports(record, reports)
  attempt(`a case file in ${reports}`, () => writeCaseFiles(record, reports))
  if (corpus !== undefined) attempt(corpus, () => keepCases(record, corpus, contracts))
  attempt('what GitHub shows', () => tellGithub(record, environment))
  if (baseline?.update) {
    const { updateBaseline } = await import('../record/update-baseline.ts')
    attempt(`the new baseline ${baseline.file}`, () => {
      process.stdout.write(`baseline ${updateBaseline(baseline, results, facts.startedAt)}\n`)
    })
  }
  return exitCode(record, baseline)
}

/** A target that is being deployed is waited for where that was asked for. */
async function waitedFor(made: MadePlan, { wait }: KnownOptions): Promise<void> {
  if (wait === undefined) return
  const { waitUntilServed } = await import('../session/wait-until-served.ts')
  await waitUntilServed(made, wait, (line) => process.stderr.write(`${line}\n`))
}

/** Whether what earlier runs left behind is put right; the usual run has nothing to do for it. */
async function isPutRight(made: MadePlan, kept: KeptJournals | undefined): Promise<boolean> {
  if (!kept || kept.journals.length + kept.strangers.length === 0) return true
  const { restoreEarlier } = await import('../session/restore.ts')
  return restoreEarlier(made, kept)
}

/** The baseline that was named; what reads one is loaded only then, as all that few runs need. */
async function openedBaseline(
  { baseline, contracts }: KnownOptions,
  { startedAt }: RunFacts,
): Promise<OpenBaseline | undefined> {
  if (!baseline) return undefined
  const { openBaseline } = await import('../record/baseline-fits.ts')
  return openBaseline(baseline, startedAt, contracts)
}

async function recordOf(
  plan: Plan,
  facts: RunFacts,
  results: readonly EndpointResults[],
  baseline: OpenBaseline | undefined,
): Promise<RunRecord> {
  if (!baseline) return buildRecord(plan, facts, results)
  const { applyBaseline, mistakesOf } = await import('../record/apply-baseline.ts')
  const mistakes = baseline.update ? [] : mistakesOf(baseline, results)
  const known = { ...facts, baseline: { file: baseline.file, mistakes } }
  return buildRecord(plan, known, applyBaseline(results, baseline))
}

async function judged(made: MadePlan, baseline: OpenBaseline | undefined): Promise<EndpointResults[]> {
  const progress = showProgress(process.stderr, canRedraw(process.env, process.stderr))
  try {
    const isKnown = (endpoint: string, check: string) => baseline?.lists(endpoint, check) ?? false
    return await judge(made, { onSignals: true, progress, isKnown })
  } finally {
    progress.end()
  }
}

function notRun(endpoint: PlannedEndpoint): EndpointResults {
  return { ...endpoint, results: [], requests: 0, judged: 0, leftovers: [] }
}

/** A baseline that lists what passes is wrong configuration, unless a failure is to be told or that is tolerated. */
function exitCode({ verdict, run }: RunRecord, baseline: OpenBaseline | undefined): number {
  if (
    baseline?.unmatched !== 'warn' &&
    verdict !== 'not-conformant' &&
    run.baseline &&
    run.baseline.mistakes.length > 0
  )
    return 2
  return { conformant: 0, partial: 0, 'not-conformant': 1, inconclusive: 3 }[verdict]
}
