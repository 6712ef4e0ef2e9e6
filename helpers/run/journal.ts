import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import type { Debt } from '../fixtures/debts.ts'
import type { EndpointSettings } from '../target/endpoint-settings.ts'
import { UsageError } from '../usage-error.ts'
import { problemOf, publishedSchema } from './published-schema.ts'

/** Whose debts a journal holds: its first line. */
export interface JournalHead {
  readonly format: 1
  readonly endpoint: string
  readonly baseUrl: string
  /** What stands in every name that the run gave. */
  readonly marker: string
  readonly startedAt: string
  readonly process: { readonly host: string; readonly id: number }
}

/** The journal of a run that ended before it had put everything right, or that still goes on. */
export interface KeptJournal extends JournalHead {
  readonly file: string
  readonly debts: readonly Debt[]
}

/** Exit code where something is owed still. */
export const stillOwing = 3

/** The folder of the journals below the one of the reports. */
export function journalFolder(reports: string): string {
  return join(reports, 'journal')
}

/**
 * What a run owes to a target, on disk before it is owed, a JSON text a line: whoever comes after a run that was
 * killed can put everything right. It holds no credentials.
 */
export class Journal {
  readonly #file: string
  readonly #handle: number

  private constructor(file: string) {
    this.#file = file
    this.#handle = openSync(file, 'wx', 0o600)
  }

  static open(folder: string, { endpoint, baseUrl }: EndpointSettings, marker: string): Journal {
    mkdirSync(folder, { recursive: true })
    const journal = new Journal(join(folder, `${endpoint}-${marker}.jsonl`))
    const process = { host: hostname(), id: globalThis.process.pid }
    const startedAt = new Date().toISOString()
    journal.#write({ format: 1, endpoint, baseUrl, marker, startedAt, process })
    fsyncSync(journal.#handle)
    return journal
  }

  /**
   * What is not done yet is on the disk before it is. A group that was made bears the run's mark, and is found by it
   * even if the machine itself dies: its line outlives the process, and waits for no disk.
   */
  add(debt: Debt): void {
    this.#write(debt)
    if (debt.kind !== 'made') fsyncSync(this.#handle)
  }

  /** Ends the journal; it is kept where something is owed still. */
  close(owing: boolean): void {
    closeSync(this.#handle)
    if (!owing) removeJournal(this.#file)
  }

  #write(line: JournalHead | Debt): void {
    writeSync(this.#handle, `${JSON.stringify(line)}\n`)
  }
}

/** Takes a journal away, and its folder with the last one. */
export function removeJournal(file: string): void {
  rmSync(file)
  try {
    rmdirSync(dirname(file))
  } catch (error) {
    // Another run has a journal there, or has just taken the folder away.
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code !== 'ENOTEMPTY' && code !== 'ENOENT') throw error
  }
}

/** The journals in a folder, oldest first. Throws UsageError for one that is not as a run writes it. */
export function keptJournals(folder: string): KeptJournal[] {
  return filesIn(folder)
    .flatMap((file) => readJournal(join(folder, file)) ?? [])
    .sort((a, b) => a.startedAt.localeCompare(b.startedAt))
}

/** Whether the run that writes a journal still goes on, as far as that can be told from this machine. */
export function isGoingOn({ process: { host, id } }: JournalHead): boolean {
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
  const journal: unknown = { head: parse(file, first), debts: lines.map((line) => parse(file, line)) }
  const validate = publishedSchema<{ head: JournalHead; debts: Debt[] }>('journal.schema.json')
  if (validate(journal)) return { ...journal.head, file, debts: journal.debts }
  throw new UsageError(`${file} is no journal of a run: ${problemOf(validate)}; look at it, and take it away`)
}

function parse(file: string, line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw new UsageError(`${file} holds a line that is not JSON; look at it, and take it away`)
  }
}
