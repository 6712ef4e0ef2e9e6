import { readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { problemOf, publishedSchema } from '../contract/published-schema.ts'
import { type Debt, isOfGroup } from '../fixtures/debts.ts'
import { isGroupId } from '../fixtures/group-id.ts'
import type { Unpaid } from '../fixtures/leftover.ts'
import { replaceFile } from '../replace-file.ts'
import { baseAddress } from '../target/base-address.ts'
import { show } from '../target/describe.ts'
import { type EndpointSettings, variable } from '../target/endpoint-settings.ts'
import { UsageError } from '../usage-error.ts'

/** Whose debts a journal holds: its first line. */
export interface JournalHead {
  readonly format: 1
  readonly endpoint: string
  readonly baseUrl: string
  /** What the contract takes from settings and is no secret, such as the tenant: groups are found with these alone. */
  readonly given?: Readonly<Record<string, string>>
  /** What stands in every name that the run gave. */
  readonly marker: string
  readonly startedAt: string
  readonly process: { readonly host: string; readonly id: number }
}

/** The journal of a run that ended before it had put everything right, or that still goes on. */
export interface KeptJournal extends JournalHead {
  readonly file: string
  readonly debts: readonly Debt[]
  /** A sentence for each entry that nobody can carry out, as it is not what a run writes. */
  readonly unfit: readonly string[]
}

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
  return readJournal(file)?.debts ?? []
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

/** The journals in a folder, oldest first. Throws UsageError for one that does not begin as a run's does. */
export function keptJournals(folder: string): KeptJournal[] {
  return filesIn(folder)
    .flatMap((file) => readJournal(join(folder, file)) ?? [])
    .sort((a, b) => a.startedAt.localeCompare(b.startedAt))
}

/** The journals in a folder that are of these targets. Throws UsageError where one is of a run that goes on. */
export function journalsOf(targets: readonly EndpointSettings[], folder: string): KeptJournal[] {
  const own = keptJournals(folder).filter((journal) =>
    targets.some(
      (target) => target.endpoint === journal.endpoint && otherPlace(journal, target) === undefined,
    ),
  )
  own.forEach(assertEnded)
  return own
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

/** Undefined for a run that was killed before its first line was whole: it had sent nothing by then. */
function readJournal(file: string): KeptJournal | undefined {
  // The line that was being written when the run was killed is not whole: what it tells of had not been done.
  const [first, ...lines] = readFileSync(file, 'utf8').split('\n').slice(0, -1)
  if (first === undefined) {
    rmSync(file)
    return undefined
  }
  const whole: unknown = { head: parse(first), debts: [] }
  const validate = publishedSchema<{ head: JournalHead; debts: Debt[] }>('journal.schema.json')
  if (!validate(whole))
    throw new UsageError(
      `${file} is no journal of a run: ${problemOf(validate)}; look at it, and take it away`,
    )
  const { head } = whole
  const debts: Debt[] = []
  const unfit: string[] = []
  for (const [at, line] of lines.entries()) {
    const entry: unknown = { head, debts: [parse(line)] }
    const problem = validate(entry) ? misnamed(entry.debts) : problemOf(validate)
    if (problem === undefined && validate(entry)) debts.push(...entry.debts)
    else unfit.push(`line ${at + 2} cannot be carried out: ${problem}; it says ${show(line)}`)
  }
  return { ...head, file, debts, unfit }
}

/** Why no request can be sent for what an entry names. */
function misnamed(debts: readonly Debt[]): string | undefined {
  const id = debts.flatMap((debt) => (isOfGroup(debt) ? [debt.id] : [])).find((each) => !isGroupId(each))
  return id === undefined ? undefined : `${show(id)} is no id of a group`
}

/** Undefined, which is no part of a journal, for what is not JSON. */
function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
