import { execFile } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { bareEnvironment, bin } from '../run/command.ts'

export interface Told {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  /** The arguments that each call of npx was given. */
  readonly calls: readonly (readonly string[])[]
  readonly file: (name: string) => string
  readonly has: (name: string) => boolean
}

/** What npm does of `npm install --prefix DIR`: the command of this checkout; npm itself wants a home. */
const install = `#!${process.execPath}
const { mkdirSync, symlinkSync } = require('node:fs')
const { HOME, ...env } = process.env
if (!HOME || HOME === '/') throw new Error('EACCES: permission denied, mkdir /.npm')
const [prefix] = process.argv.slice(process.argv.indexOf('--prefix') + 1)
mkdirSync(prefix + '/node_modules/.bin', { recursive: true })
symlinkSync(${JSON.stringify(bin)}, prefix + '/node_modules/.bin/group-update-conformance')
`

/** A folder in which npx runs the command of this checkout, whatever version it is asked for. */
export class Workspace {
  readonly folder = mkdtempSync(join(tmpdir(), 'group-update-conformance-'))
  readonly #calls = join(this.folder, '.calls')

  constructor() {
    onTestFinished(() => rmSync(this.folder, { recursive: true }))
    const tools = join(this.folder, '.tools')
    mkdirSync(tools)
    const npx = join(tools, 'npx')
    writeFileSync(
      npx,
      `#!${process.execPath}
const { appendFileSync } = require('node:fs')
const args = process.argv.slice(2)
appendFileSync(${JSON.stringify(this.#calls)}, JSON.stringify(args) + '\\n')
process.argv = [process.execPath, ${JSON.stringify(bin)}, ...args.slice(2)]
import(${JSON.stringify(bin)})
`,
    )
    chmodSync(npx, 0o755)
    const npm = join(tools, 'npm')
    writeFileSync(npm, install)
    chmodSync(npm, 0o755)
  }

  /** The environment in which scripts find these tools. */
  environment(more: Readonly<Record<string, string>> = {}): Record<string, string> {
    const env = { ...bareEnvironment(), ...more }
    return { ...env, PATH: `${join(this.folder, '.tools')}:${env.PATH}` }
  }

  /** Runs a script of a recipe as its CI does. */
  async run(
    script: string,
    environment: Readonly<Record<string, string>> = {},
    shell = 'bash',
  ): Promise<Told> {
    const env = this.environment(environment)
    const flags = shell === 'bash' ? ['--noprofile', '--norc', '-eo', 'pipefail'] : ['-e']
    const [code, stdout, stderr] = await new Promise<[number, string, string]>((resolve) => {
      execFile(shell, [...flags, '-c', script], { cwd: this.folder, env }, (error, out, err) =>
        resolve([error === null ? 0 : Number(error.code ?? Number.NaN), out, err]),
      )
    })
    const file = (name: string) => readFileSync(join(this.folder, name), 'utf8')
    const has = (name: string) => existsSync(join(this.folder, name))
    const calls = has('.calls')
      ? file('.calls')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line))
      : []
    return { code, stdout, stderr, calls, file, has }
  }
}
