import { dirname } from 'node:path'
import type { Contract } from '../contract/contract.ts'
import { cleanUp } from '../fixtures/clean-up.ts'
import { Debts } from '../fixtures/debts.ts'
import { everything, type Owed, type Unpaid, unpaidOf } from '../fixtures/leftover.ts'
import { Names } from '../fixtures/names.ts'
import { printable } from '../printable.ts'
import { contractNamed } from '../settings/contracts.ts'
import { defaultOptions } from '../settings/default-options.ts'
import { type Environment, readEnvironment } from '../settings/environment.ts'
import { quote } from '../target/shell.ts'
import { Target } from '../target/target.ts'
import { forgetGroups } from './forget-groups.ts'
import {
  assertEnded,
  journalFolder,
  type KeptJournals,
  keepUnpaid,
  keptJournals,
  otherPlace,
  stillOwing,
} from './kept-journals.ts'
import { assertNotHeld, Lock } from './lock.ts'
import { type MadePlan, makePlan } from './make-plan.ts'
import { withPrintedHeaders } from './printed-headers.ts'
import type { KeptJournal } from './read-journal.ts'

/** What the command line says of a restoration. */
export interface RestoreOptions {
  readonly endpoints: readonly string[]
  /** Folders of contracts from outside. */
  readonly contracts: readonly string[]
  readonly reports: string
  readonly environmentFile: { readonly path: string; readonly named: boolean }
  readonly allowedHosts: readonly string[]
  /** Ids of groups that were put right by hand; where there are any, nothing else is done. */
  readonly forget: readonly string[]
}

/** Puts right what runs that were cut off left behind; gives the exit code. */
export async function restore(options: RestoreOptions): Promise<number> {
  const { endpoints, reports, environmentFile, allowedHosts } = options
  if (options.forget.length > 0) return forgetGroups(options.forget, endpoints, reports)
  const { environment, contracts } = readEnvironment(
    environmentFile.path,
    environmentFile.named,
    process.env,
    options.contracts,
  )
  for (const endpoint of endpoints) contractNamed(endpoint, contracts)
  const kept = keptJournals(journalFolder(reports))
  const journals = kept.journals.filter(
    ({ endpoint }) => endpoints.length === 0 || endpoints.includes(endpoint),
  )
  tell(kept.strangers, process.stdout)
  // Nobody knows what is owed by what such a file says.
  let exitCode = kept.strangers.length > 0 ? stillOwing : 0
  if (journals.length === 0) {
    if (exitCode === 0)
      process.stdout.write(`nothing to put right: no journal in ${journalFolder(reports)}\n`)
    return exitCode
  }
  const made = await withPrintedHeaders(planFor(journals, environment, allowedHosts, contracts))
  await assertNotHeld(journalFolder(reports))
  journals.forEach(assertEnded)
  const lock = Lock.take(journalFolder(reports))
  try {
    for (const journal of journals) {
      const unpaid = await settle(journal, made, process.stdout)
      if (unpaid || journal.unfit.length > 0) exitCode = stillOwing
    }
    return exitCode
  } finally {
    lock.release()
  }
}

/**
 * Before a run: puts right what earlier ones left behind on its targets, and says so. False where that could not be
 * done: what a group holds now must not be taken for what it held before. A group of an earlier run that may not be
 * removed is in nobody's way.
 */
export async function restoreEarlier(
  made: MadePlan,
  { journals, strangers }: KeptJournals,
): Promise<boolean> {
  tell(strangers, process.stderr)
  for (const journal of journals) {
    const unpaid = await settle(journal, made, process.stderr)
    const isInTheWay = unpaid && (unpaid.all || unpaid.owed.some(blocks))
    if (isInTheWay) return false
  }
  return true
}

/** Whatever a command writes to. */
interface Output {
  write(text: string): unknown
}

function tell(sentences: readonly string[], output: Output): void {
  for (const sentence of sentences) output.write(printable(`${sentence}\n`))
}

function blocks({ debt, forGood }: Owed): boolean {
  return !forGood || debt.kind === 'saved'
}

function planFor(
  journals: readonly KeptJournal[],
  environment: Environment,
  allowedHosts: readonly string[],
  contracts: readonly Contract[],
): MadePlan {
  const endpoints = journals.map(({ endpoint }) => endpoint)
  return makePlan({ ...defaultOptions, endpoints, contracts, allowedHosts }, environment, 'live')
}

/** Pays the debts of one journal, and keeps in it what is owed still: undefined where that is nothing. */
async function settle(
  journal: KeptJournal,
  { plan, endpoints }: MadePlan,
  output: Output,
): Promise<Unpaid | undefined> {
  const say = (text: string) => tell([text], output)
  const { endpoint, marker, startedAt, debts, unfit, file } = journal
  const planned = endpoints.find(({ settings }) => settings.endpoint === endpoint)
  const run = `the run of ${endpoint} at ${startedAt}`
  const other = otherPlace(journal, planned?.settings)
  if (!planned || other !== undefined) {
    say(`${run} was ${other}: nothing was done`)
    return everything
  }
  const target = new Target(planned.contract, planned.settings, plan)
  const names = new Names(planned.contract, marker)
  const owed = Debts.of(debts, target, names)
  const leftovers = await cleanUp(target, marker, owed)
  await target.client.close()
  const unpaid = unpaidOf(leftovers)
  say(
    `${run} was cut off: ${unpaid ? 'not all could be put right' : 'put right'} (${owed.made.length} groups of its own, ${owed.saved.length} given ones)`,
  )
  for (const sentence of unfit) say(`  ${target.redact(sentence)}`)
  for (const { sentence, owes } of leftovers) {
    say(`  ${target.redact(sentence)}${owes?.forGood ? '; to settle it:' : ''}`)
    if (owes?.forGood)
      for (const line of [owes.byHand, forgetting(owes, file)]) say(`    ${target.redact(line)}`)
  }
  keepUnpaid(file, unpaid)
  return unpaid
}

/** The command that takes a group out of the journals of a folder. */
function forgetting({ debt }: Owed, file: string): string {
  const reports = dirname(dirname(file))
  const folder = reports === 'reports' ? '' : ` --reports ${quote(reports)}`
  return `npx group-update-conformance restore --forget ${quote(debt.id)}${folder}`
}
