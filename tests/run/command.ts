import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { test as base } from 'vitest'
import { packageRoot } from '../../helpers/package-root.ts'
import type { RunRecord } from '../../helpers/record/record.ts'
import { inProcess, type Said } from './command-in-process.ts'

export const bin = join(packageRoot, 'bin', 'group-update-conformance.js')

/** What a run of the command left behind. */
export interface Ran extends Said {
  readonly milliseconds: number
  /** The text of a file in the working folder; undefined where there is none. */
  readonly file: (name: string) => string | undefined
  /** The names of all files in the working folder and below. */
  readonly files: readonly string[]
  /** The run record in `reports/`. Throws where there is none. */
  readonly record: RunRecord
}

export interface Surroundings {
  /** The whole environment, but for the path. */
  readonly environment?: Readonly<Record<string, string>>
  /** Files in the working folder, by name. */
  readonly files?: Readonly<Record<string, string>>
}

export interface ProcessSurroundings extends Surroundings {
  /** Milliseconds after which it is ended. */
  readonly limit?: number
}

export type Command<Around = Surroundings> = (args: readonly string[], surroundings?: Around) => Promise<Ran>

interface Commands {
  /** A process of its own, as users start it. */
  readonly command: Command<ProcessSurroundings>
  /**
   * The same without the process, in a fraction of the time: for what a command says and writes. Nothing of how a process
   * starts, is ended or ends can be seen of it.
   */
  readonly commandInProcess: Command
}

/** Tests that run the command in an empty folder of their own. */
export const test = base.extend<Commands>({
  // biome-ignore lint/correctness/noEmptyPattern: Vitest wants its first argument taken apart, also by who needs none of it.
  command: async ({}, use) => withFolders(use, spawned),
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  commandInProcess: async ({}, use) =>
    withFolders(use, (args, environment, folder) => inProcess(args, environment, folder)),
})

type Run = (
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  folder: string,
  limit: number,
) => Promise<Said>

/** Each run has a folder, and all of them are gone when the test ends. */
async function withFolders(
  use: (command: Command<ProcessSurroundings>) => Promise<void>,
  run: Run,
): Promise<void> {
  const folders: string[] = []
  await use(async (args, { environment = {}, files = {}, limit = 55_000 } = {}) => {
    const folder = mkdtempSync(join(tmpdir(), 'group-update-conformance-'))
    folders.push(folder)
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), text)
    }
    const start = performance.now()
    const said = await run(args, { ...bareEnvironment(), ...environment }, folder, limit)
    return leftIn(folder, said, performance.now() - start)
  })
  for (const folder of folders) rmSync(folder, { recursive: true })
}

/** What a child process is given of the surroundings of the tests. */
export function bareEnvironment(): Record<string, string> {
  return { PATH: process.env.PATH ?? '' }
}

const spawned: Run = (args, env, cwd, timeout) => {
  const options = { cwd, env, maxBuffer: 64 * 1024 * 1024, timeout }
  return new Promise((resolve) => {
    execFile(process.execPath, [bin, ...args], options, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? Number.NaN), stdout, stderr })
    })
  })
}

function leftIn(folder: string, said: Said, milliseconds: number): Ran {
  const file = (name: string) => {
    const path = join(folder, name)
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined
  }
  return {
    ...said,
    milliseconds,
    file,
    files: readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name))),
    get record(): RunRecord {
      const text = file('reports/conformance.json')
      if (text === undefined) throw new Error(`no run record; standard error says: ${said.stderr}`)
      return JSON.parse(text)
    },
  }
}
