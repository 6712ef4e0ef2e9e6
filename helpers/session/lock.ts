import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Trust } from '../diagnosis/unconfirmed.ts'
import { UsageError } from '../usage-error.ts'
import { unwritable } from './unwritable.ts'

/** Milliseconds between two signs of life of a run. */
const beat = 1_000

/** Milliseconds without one after which a run on another machine is taken for dead. */
const silence = 4 * beat

/** Who holds a folder, and how often it has said so. */
interface Held {
  readonly token: string
  readonly host: string
  readonly process: number
  readonly beats: number
}

/**
 * Marks a folder of journals as in the hands of one run: what a run that goes on owes must not be paid by another. A
 * process of this machine is asked for by its number; of one elsewhere, as in another container, the sign of life tells.
 */
export class Lock {
  readonly #folder: string
  readonly #own: Omit<Held, 'beats'> = { token: randomUUID(), host: hostname(), process: process.pid }
  readonly #timer: NodeJS.Timeout
  #beats = 0
  #lost = false
  #released = false

  private constructor(folder: string) {
    this.#folder = folder
    mkdirSync(folder, { recursive: true })
    this.#write('w')
    this.#timer = setInterval(() => this.#signOfLife(), beat).unref()
  }

  /** Takes a folder that nobody holds. Throws UsageError where it cannot be written. */
  static take(folder: string): Lock {
    try {
      return new Lock(folder)
    } catch (error) {
      throw unwritable(folder, error)
    }
  }

  /** Gives the folder back; gives why the run cannot be relied on where it was not its own all the time. */
  release(): Trust | undefined {
    if (this.#released) return undefined
    this.#released = true
    clearInterval(this.#timer)
    this.#signOfLife()
    if (this.#lost) {
      const reason = `the journal in ${this.#folder} vanished or was taken over while the run went on`
      return { reason, unconfirmed: [], foreign: false }
    }
    rmSync(fileIn(this.#folder), { force: true })
    try {
      rmdirSync(this.#folder)
    } catch {
      // Journals stand in it that are owed still.
    }
    return undefined
  }

  /** A disk that is full for a time ends no run: what it owes is told to the journal. */
  #signOfLife(): void {
    this.#beats++
    if (this.#lost) return
    this.#lost = holderOf(this.#folder)?.token !== this.#own.token
    try {
      if (!this.#lost) this.#write('r+')
    } catch {
      // The next one may be written again.
    }
  }

  /** The text is longer with each beat, never shorter: nothing of an older one is left behind it. */
  #write(flag: 'w' | 'r+'): void {
    const held: Held = { ...this.#own, beats: this.#beats }
    writeFileSync(fileIn(this.#folder), JSON.stringify(held), { flag, mode: 0o600 })
  }
}

/** Throws UsageError where a run that goes on holds the folder. */
export async function assertNotHeld(folder: string): Promise<void> {
  const holder = holderOf(folder)
  if (!holder || !(await isAlive(folder, holder))) return
  throw new UsageError(
    `${fileIn(folder)} is of a run that goes on (process ${holder.process} on ${holder.host}); expected another --reports folder, or that it ends`,
  )
}

async function isAlive(folder: string, { host, process: id, beats, token }: Held): Promise<boolean> {
  if (host === hostname() && id !== process.pid) {
    try {
      process.kill(id, 0)
      return true
    } catch {
      return false
    }
  }
  for (let waited = 0; waited < silence; waited += beat / 2) {
    await sleep(beat / 2)
    const now = holderOf(folder)
    if (!now) return false
    if (now.token !== token || now.beats !== beats) return true
  }
  return false
}

/** Undefined where nobody holds the folder, or the file is not what a run writes. */
function holderOf(folder: string): Held | undefined {
  try {
    const {
      token,
      host,
      process: id,
      beats,
    }: Partial<Held> = JSON.parse(readFileSync(fileIn(folder), 'utf8'))
    if (token === undefined || host === undefined || id === undefined || beats === undefined) return undefined
    return { token, host, process: id, beats }
  } catch {
    return undefined
  }
}

function fileIn(folder: string): string {
  return join(folder, 'lock.json')
}
