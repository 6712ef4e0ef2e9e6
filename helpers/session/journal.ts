import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import type { Contract } from '../contract/contract.ts'
import type { Debt } from '../fixtures/debts.ts'
import type { Unpaid } from '../fixtures/leftover.ts'
import type { EndpointSettings } from '../target/endpoint-settings.ts'
import type { Target } from '../target/target.ts'
import { type JournalHead, keepUnpaid } from './kept-journals.ts'

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

  static open(folder: string, { contract, settings }: Target, marker: string): Journal {
    const { endpoint, baseUrl } = settings
    mkdirSync(folder, { recursive: true })
    const journal = new Journal(join(folder, `${endpoint}-${marker}.jsonl`))
    const process = { host: hostname(), id: globalThis.process.pid }
    const startedAt = new Date().toISOString()
    const given = givenTo(contract, settings)
    journal.#write({ format: 1, endpoint, baseUrl, given, marker, startedAt, process })
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

  /** Ends the journal; what is owed still is kept. Throws where somebody took it away meanwhile. */
  close(unpaid: Unpaid | undefined): void {
    closeSync(this.#handle)
    if (!existsSync(this.#file)) throw new Error(`the journal ${this.#file} vanished while the run went on`)
    keepUnpaid(this.#file, unpaid)
  }

  #write(line: JournalHead | Debt): void {
    writeSync(this.#handle, `${JSON.stringify(line)}\n`)
  }
}

/** What the contract takes from settings, but for secrets. */
function givenTo(
  { settingHeaders, pathSettings }: Contract,
  { contractSettings }: EndpointSettings,
): Record<string, string> {
  const named = [...settingHeaders, ...pathSettings].filter(({ secret = false }) => !secret)
  return Object.fromEntries(
    named.flatMap(({ setting }) => {
      const value = contractSettings[setting]
      return value === undefined ? [] : [[setting, value]]
    }),
  )
}
