import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { test as base } from 'vitest'
import { packageRoot } from '../../helpers/package-root.ts'
import type { RunRecord } from '../../helpers/record/record.ts'

export const bin = join(packageRoot, 'bin', 'group-update-conformance.js')

/** What a run of the command left behind. */
export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
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
  /** Milliseconds after which it is ended. */
  readonly limit?: number
}

export type Command = (args: readonly string[], surroundings?: Surroundings) => Promise<Ran>

/** Tests that run the command in an empty folder of their own. */
export const test = base.extend<{ command: Command }>({
  // biome-ignore lint/correctness/noEmptyPattern: Vitest wants its first argument taken apart, also by who needs none of it.
  command: async ({}, use) => {
    const folders: string[] = []
    await use((args, surroundings) => {
      const folder = mkdtempSync(join(tmpdir(), 'group-update-conformance-'))
      folders.push(folder)
      return runIn(folder, args, surroundings)
    })
    for (const folder of folders) rmSync(folder, { recursive: true })
  },
})

/** What a child process is given of the surroundings of the tests. */
export function bareEnvironment(): Record<string, string> {
  return { PATH: process.env.PATH ?? '' }
}

function runIn(
  folder: string,
  args: readonly string[],
  { environment = {}, files = {}, limit = 55_000 }: Surroundings = {},
): Promise<Ran> {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  const start = performance.now()
  const options = {
    cwd: folder,
    env: { ...bareEnvironment(), ...environment },
    maxBuffer: 64 * 1024 * 1024,
    timeout: limit,
  }
  return new Promise((resolve) => {
    execFile(process.execPath, [bin, ...args], options, (error, stdout, stderr) => {
      const milliseconds = performance.now() - start
      const code = error === null ? 0 : Number(error.code ?? Number.NaN)
      const file = (name: string) => {
        const path = join(folder, name)
        return existsSync(path) ? readFileSync(path, 'utf8') : undefined
      }
      resolve({
        code,
        stdout,
        stderr,
        milliseconds,
        file,
        files: readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => relative(folder, join(entry.parentPath, entry.name))),
        get record(): RunRecord {
          const text = file('reports/conformance.json')
          if (text === undefined) throw new Error(`no run record; standard error says: ${stderr}`)
          return JSON.parse(text)
        },
      })
    })
  })
}
