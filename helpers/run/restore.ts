import { cleanUp } from '../fixtures/clean-up.ts'
import { Debts } from '../fixtures/debts.ts'
import { Names } from '../fixtures/names.ts'
import { printable } from '../report/explain.ts'
import { Target } from '../target/target.ts'
import { UsageError } from '../usage-error.ts'
import { defaultOptions } from './default-options.ts'
import { type Environment, readEnvironment } from './environment.ts'
import {
  isGoingOn,
  journalFolder,
  type KeptJournal,
  keptJournals,
  removeJournal,
  stillOwing,
} from './journal.ts'
import { type MadePlan, makePlan } from './make-plan.ts'

/** What the command line says of a restoration. */
export interface RestoreOptions {
  readonly endpoints: readonly string[]
  readonly reports: string
  readonly environmentFile: { readonly path: string; readonly named: boolean }
  readonly allowedHosts: readonly string[]
}

/** Puts right what runs that were cut off left behind; gives the exit code. */
export async function restore(options: RestoreOptions): Promise<number> {
  const { endpoints, reports, environmentFile, allowedHosts } = options
  const environment = readEnvironment(environmentFile.path, environmentFile.named, process.env)
  const journals = keptJournals(journalFolder(reports)).filter(
    ({ endpoint }) => endpoints.length === 0 || endpoints.includes(endpoint),
  )
  if (journals.length === 0) {
    process.stdout.write(`nothing to put right: no journal in ${journalFolder(reports)}\n`)
    return 0
  }
  const made = planFor(journals, environment, allowedHosts)
  let exitCode = 0
  for (const journal of journals) {
    if (!(await settle(journal, made, process.stdout))) exitCode = stillOwing
  }
  return exitCode
}

/**
 * Before a run: puts right what earlier ones left behind on its targets, and says so. False where that could not be
 * done: what a group holds now must not be taken for what it held before. Throws UsageError where one still goes on.
 */
export async function restoreEarlier(made: MadePlan, journals: readonly KeptJournal[]): Promise<boolean> {
  const own = journals.filter(({ endpoint, baseUrl }) =>
    made.endpoints.some(({ settings }) => settings.endpoint === endpoint && settings.baseUrl === baseUrl),
  )
  for (const journal of own) {
    if (isGoingOn(journal)) {
      throw new UsageError(
        `${journal.file} is of a run that goes on (process ${journal.process.id}); expected another --reports folder, or that it ends`,
      )
    }
    if (!(await settle(journal, made, process.stderr))) return false
  }
  return true
}

function planFor(
  journals: readonly KeptJournal[],
  environment: Environment,
  allowedHosts: readonly string[],
): MadePlan {
  const endpoints = journals.map(({ endpoint }) => endpoint)
  return makePlan({ ...defaultOptions, endpoints, allowedHosts }, environment, 'live')
}

/** Pays the debts of one journal, and takes it away; false, and it is kept, where another try may do more. */
async function settle(
  journal: KeptJournal,
  { plan, endpoints }: MadePlan,
  stream: { write(text: string): unknown },
): Promise<boolean> {
  const say = (text: string) => stream.write(printable(`${text}\n`))
  const { endpoint, baseUrl, marker, startedAt, debts, file } = journal
  const planned = endpoints.find(({ settings }) => settings.endpoint === endpoint)
  const run = `the run of ${endpoint} at ${startedAt}`
  if (planned?.settings.baseUrl !== baseUrl) {
    say(`${run} was on ${baseUrl}, and the settings name ${planned?.settings.baseUrl}: nothing was done`)
    return false
  }
  const target = new Target(planned.contract, planned.settings, plan)
  const names = new Names(planned.contract, marker)
  const owed = Debts.of(debts, target, names)
  const leftovers = await cleanUp(target, marker, owed)
  await target.close()
  const mendable = leftovers.filter((leftover) => leftover.mendable)
  const done = mendable.length === 0
  say(
    `${run} was cut off: ${done ? 'put right' : 'not all could be put right'} (${owed.made.length} groups of its own, ${owed.saved.length} given ones)`,
  )
  for (const { sentence } of leftovers) say(`  ${target.redact(sentence)}`)
  if (done) removeJournal(file)
  return done
}
