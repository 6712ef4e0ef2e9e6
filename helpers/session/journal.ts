import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import type { Contract } from '../contract/contract.ts'
import { codeOf } from '../error-code.ts'
import type { Debt } from '../fixtures/debts.ts'
import type { Unpaid } from '../fixtures/leftover.ts'
import type { EndpointSettings } from '../target/endpoint-settings.ts'
import type { Target } from '../target/target.ts'
import { Inconclusive } from '../verdict/signals.ts'
import { keepUnpaid } from './kept-journals.ts'
import type { JournalHead } from './read-journal.ts'
import { unwritable } from './unwritable.ts'

/**
 * What a run owes to a target, on disk before it is owed, a JSON text a line: whoever comes after a run that was
 * killed can put everything right. It holds no credentials.
 */
export class Journal {
  readonly #file: string
  readonly #handle: number
  /** Whether a line may have been written in part. */
  #isCut = false

  private constructor(file: string) {
    this.#file = file
    this.#handle = openSync(file, 'wx', 0o600)
  }

  /** Throws UsageError where it cannot be written: a run without it could not be put right. */
  static open(
    folder: string,
    { contract, settings }: Pick<Target, 'contract' | 'settings'>,
    marker: string,
  ): Journal {
    const { endpoint, baseUrl } = settings
    const process = { host: hostname(), id: globalThis.process.pid }
    const startedAt = new Date().toISOString()
    const given = givenTo(contract, settings)
    try {
      mkdirSync(folder, { recursive: true })
      const journal = new Journal(join(folder, `${endpoint}-${marker}.jsonl`))
      journal.#write({ format: 1, endpoint, baseUrl, given, marker, startedAt, process })
      fsyncSync(journal.#handle)
      return journal
    } catch (error) {
      throw unwritable(folder, error)
    }
  }

  /**
   * What is not done yet is on the disk before it is. A group that was made bears the run's mark, and is found by it
   * even if the machine itself dies: its line outlives the process, and waits for no disk. Throws Inconclusive where it
   * cannot be written: then nothing is done that needs it.
   */
  add(debt: Debt): void {
    try {
      this.#write(debt)
      if (debt.kind !== 'made') fsyncSync(this.#handle)
    } catch (error) {
      throw new Inconclusive(
        `what the run has to put right could not be written to ${this.#file} (${codeOf(error)})`,
      )
    }
  }

  /** Ends the journal; what is owed still is kept. Throws where somebody took it away meanwhile. */
  close(unpaid: Unpaid | undefined): void {
    closeSync(this.#handle)
    if (!existsSync(this.#file)) throw new Error(`the journal ${this.#file} vanished while the run went on`)
    keepUnpaid(this.#file, unpaid)
  }

  #write(line: JournalHead | Debt): void {
    const before = this.#isCut ? '\n' : ''
    this.#isCut = true
    // Whole or not at all: the disk may be full in the middle of a line.
    writeFileSync(this.#handle, `${before}${JSON.stringify(line)}\n`)
    this.#isCut = false
  }
}

/** What the contract takes from settings, but for secrets. */
function givenTo(
  { settingHeaders, pathSettings }: Contract,
  { contractSettings, otherTenant }: EndpointSettings,
): Record<string, string> {
  const named = [...settingHeaders, ...pathSettings].filter(({ secret = false }) => !secret)
  const other = otherTenant === undefined ? {} : { OTHER_TENANT: otherTenant }
  const own = Object.fromEntries(
    named.flatMap(({ setting }) => {
      const value = contractSettings[setting]
      return value === undefined ? [] : [[setting, value]]
    }),
  )
  return { ...own, ...other }
}
