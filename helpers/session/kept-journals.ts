import { readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { type Debt, isOfGroup } from '../fixtures/debts.ts'
import type { Unpaid } from '../fixtures/leftover.ts'
import { replaceFile } from '../replace-file.ts'
import { baseAddress } from '../target/base-address.ts'
import { type EndpointSettings, variable } from '../target/endpoint-settings.ts'
import { UsageError } from '../usage-error.ts'
import { type JournalHead, type KeptJournal, readJournal } from './read-journal.ts'

/** Exit code where something is owed still. */
export const stillOwing = 3

/** The folder of the journals below the one of the reports. */
export function journalFolder(reports: string): string {
  return join(reports, 'journal')
}

/** Takes out of a journal what is not owed any more; the journal itself, where nothing is. */
export function keepUnpaid(file: string, unpaid: Unpaid | undefined): void {
  if (unpaid?.all) return
  if (!unpaid) {
    removeJournal(file)
    return
  }
  const { owed, places } = unpaid
  const left = new Map(owed.map(({ debt }) => [keyOf(debt), debt]))
  const entries = entriesOf(file).filter(
    (debt) => debt.kind === 'named' || (debt.kind === 'place' ? places : left.has(keyOf(debt))),
  )
  const known = new Set(entries.map(keyOf))
  rewrite(file, [...entries, ...[...left.values()].filter((debt) => !known.has(keyOf(debt)))])
}

/** Takes all that a journal says of a group out of it. */
export function forget(file: string, id: string): void {
  const entries = entriesOf(file).filter((debt) => !isOfGroup(debt) || debt.id !== id)
  if (entries.every(({ kind }) => kind === 'named')) removeJournal(file)
  else rewrite(file, entries)
}

function keyOf(debt: Debt): string {
  return isOfGroup(debt) ? `${debt.elsewhere} ${debt.id}` : debt.kind
}

function entriesOf(file: string): readonly Debt[] {
  const read = readJournal(file)
  return read !== undefined && 'debts' in read ? read.debts : []
}

/** A journal is never half there. */
function rewrite(file: string, debts: readonly Debt[]): void {
  const [head] = readFileSync(file, 'utf8').split('\n', 1)
  const lines = [head, ...debts.map((debt) => JSON.stringify(debt))]
  replaceFile(file, lines.map((line) => `${line}\n`).join(''), { flush: true })
}

/** Takes a journal away, and its folder with the last one. */
function removeJournal(file: string): void {
  rmSync(file)
  try {
    rmdirSync(dirname(file))
  } catch (error) {
    // Another run has a journal there, or has just taken the folder away.
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code !== 'ENOTEMPTY' && code !== 'ENOENT') throw error
  }
}

/** What a folder of journals holds. */
export interface KeptJournals {
  /** Oldest first. */
  readonly journals: readonly KeptJournal[]
  /** A sentence for each file that is no journal of a run: it is told, and stops nobody. */
  readonly strangers: readonly string[]
}

export function keptJournals(folder: string): KeptJournals {
  const read = filesIn(folder).map((file) => readJournal(join(folder, file)))
  return {
    journals: read
      .flatMap((each) => (each !== undefined && 'debts' in each ? each : []))
      .sort((a, b) => a.startedAt.localeCompare(b.startedAt)),
    strangers: read.flatMap((each) => (each !== undefined && 'stranger' in each ? each.stranger : [])),
  }
}

/** Likewise, with the journals of these targets alone. Throws UsageError where one is of a run that goes on. */
export function journalsOf(targets: readonly EndpointSettings[], folder: string): KeptJournals {
  const { journals, strangers } = keptJournals(folder)
  const own = journals.filter((journal) =>
    targets.some(
      (target) => target.endpoint === journal.endpoint && otherPlace(journal, target) === undefined,
    ),
  )
  own.forEach(assertEnded)
  return { journals: own, strangers }
}

/** How the place that a journal is of differs from the one that the settings name; undefined where it does not. */
export function otherPlace(
  { endpoint, baseUrl, given = {} }: JournalHead,
  settings: EndpointSettings | undefined,
): string | undefined {
  if (settings?.baseUrl !== baseAddress(baseUrl))
    return `on ${baseUrl}, and the settings name ${settings?.baseUrl}`
  const { contractSettings, otherTenant } = settings
  const all: Readonly<Record<string, string | undefined>> = { ...contractSettings, OTHER_TENANT: otherTenant }
  const differs = Object.entries(given).find(([name, value]) => all[name] !== value)
  if (!differs) return undefined
  const [name, value] = differs
  const now = all[name] ?? 'none'
  return `with ${variable(endpoint, name)} ${value}, and the settings name ${now}`
}

export function assertEnded(journal: KeptJournal): void {
  if (isGoingOn(journal))
    throw new UsageError(
      `${journal.file} is of a run that goes on (process ${journal.process.id}); expected another --reports folder, or that it ends`,
    )
}

/** Whether the run that writes a journal still goes on, as far as that can be told from this machine. */
function isGoingOn({ process: { host, id } }: JournalHead): boolean {
  if (host !== hostname() || id === process.pid) return false
  try {
    process.kill(id, 0)
    return true
  } catch {
    return false
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((file) => file.endsWith('.jsonl'))
  } catch {
    return []
  }
}
