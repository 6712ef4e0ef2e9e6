import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll } from 'vitest'
import { packageRoot } from '../../helpers/package-root.ts'

const execute = promisify(execFile)

export interface Packed {
  readonly tarball: string
  readonly bytes: number
  /** Paths inside the package, in alphabetical order. */
  readonly files: readonly string[]
}

/** What a package is made from: nothing that is ignored by git and may be old. */
const sources = ['bin', 'helpers', 'mock', 'schemas', 'suites', 'index.ts', 'package.json'] as const
const beside = ['LICENSE', 'README.md', 'tsconfig.json', 'tsconfig.build.json'] as const

/** Packs a copy of the sources, as a clean checkout has them: the build of this one is in use and may hold old files. */
export async function pack(): Promise<Packed> {
  const folder = emptyFolder()
  const copy = join(folder, 'checkout')
  for (const name of [...sources, ...beside])
    cpSync(join(packageRoot, name), join(copy, name), { recursive: true })
  symlinkSync(join(packageRoot, 'node_modules'), join(copy, 'node_modules'))
  const { stdout } = await npm(copy, 'pack', '--json', '--pack-destination', folder)
  const [packed] = JSON.parse(stdout.slice(stdout.indexOf('[\n')))
  const files = packed.files.map(({ path }: { path: string }) => path).sort()
  return { tarball: join(folder, packed.filename), bytes: packed.size, files }
}

/** A folder where nothing but this package is installed. */
export async function install(tarball: string): Promise<string> {
  const folder = emptyFolder()
  await npm(folder, 'install', '--no-audit', '--no-fund', '--prefer-offline', tarball)
  return folder
}

/** Runs npm as somebody would in that folder: what an npm above it has told this process does not count there. */
export function npm(folder: string, ...args: readonly string[]): Promise<{ readonly stdout: string }> {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(npm_(config_local_prefix|lifecycle|package)|node_options|vitest)/i.test(name),
  )
  return execute('npm', [...args], { cwd: folder, env: Object.fromEntries(own) })
}

/** A new folder, gone when the tests of the file are done. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'group-update-conformance-'))
  mkdirSync(folder, { recursive: true })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
