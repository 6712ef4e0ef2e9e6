import { type ChildProcess, spawn } from 'node:child_process'
import { textIn, whyUnreadable } from '../text-file.ts'

/** The most bytes that a command may print: headers are a few lines. */
const mostBytes = 65_536

/** What a command printed and what it said of itself. */
export interface Printed {
  /** The text on its standard output; undefined where that does not count. */
  readonly text?: string
  /** Why not, behind its name. */
  readonly problem?: string
  /** All that it printed, whether it counts or not. */
  readonly output: string
  /** What came on its standard error. */
  readonly said: string
}

/**
 * Runs a command in the shell of the system (`sh -c`, on Windows `cmd /d /s /c`), without input, for so many seconds at
 * most: then it ends, with all that it started. The text is the operator's own, as it stands: nothing is put into it.
 */
export function printedBy(command: string, seconds: number, signal?: AbortSignal): Promise<Printed> {
  return new Promise((resolve) => {
    const [printed, said] = [new Bytes(), new Bytes()]
    const child = spawn(command, { ...apart, shell: true, stdio: ['ignore', 'pipe', 'pipe'] })
    const end = (found: { readonly text: string } | { readonly problem: string }) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', breakOff)
      child.stdout.destroy()
      child.stderr.destroy()
      resolve({ ...found, output: printed.all.toString(), said: said.all.toString() })
    }
    const endAll = (problem: string) => {
      endGroup(child)
      end({ problem })
    }
    const breakOff = () => endAll('was broken off')
    const timer = setTimeout(() => endAll(`took longer than ${seconds} s`), seconds * 1_000)
    signal?.addEventListener('abort', breakOff)
    child.stdout.on('data', (chunk: Buffer) => {
      if (!printed.add(chunk)) endAll(`printed more than ${mostBytes} bytes`)
    })
    child.stderr.on('data', (chunk: Buffer) => said.add(chunk))
    child.on('error', ({ message }) => end({ problem: `could not be run (${message})` }))
    child.on('close', (exitCode, killedBy) => {
      if (exitCode === 0) end(textOf(printed.all))
      else
        end({ problem: exitCode === null ? `was ended by ${killedBy}` : `failed with exit code ${exitCode}` })
    })
  })
}

/** Read as a file is. */
function textOf(bytes: Buffer): { readonly text: string } | { readonly problem: string } {
  try {
    const text = textIn(bytes, 'what a command printed').replace(/\r?\n$/, '')
    return text.trim() === '' ? { problem: 'printed nothing, and ended with exit code 0' } : { text }
  } catch (error) {
    return { problem: `printed what ${whyUnreadable(error)}` }
  }
}

/** The beginning of what came. */
class Bytes {
  readonly #chunks: Buffer[] = []
  #length = 0

  get all(): Buffer {
    return Buffer.concat(this.#chunks)
  }

  /** False for what is too much. */
  add(chunk: Buffer): boolean {
    this.#length += chunk.length
    if (this.#length > mostBytes) return false
    this.#chunks.push(chunk)
    return true
  }
}

/** In a group of its own, so that all of it can be ended, and without a terminal that it could ask a question on. */
const apart = { detached: process.platform !== 'win32', windowsHide: true }

function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return
  if (!apart.detached) {
    spawn('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore', windowsHide: true })
    return
  }
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // All of it has ended by itself.
  }
}
