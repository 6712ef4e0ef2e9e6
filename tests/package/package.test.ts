import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { packageRoot } from '../../helpers/package-root.ts'
import { emptyFolder, install, type Packed, pack } from './packed.ts'
import { tryOut } from './try-out.ts'

let packed: Packed

beforeAll(async () => {
  packed = await pack()
})

describe('the package', () => {
  test('holds what its sources compile to, what they read, and nothing else', () => {
    // Vitest's entries are for the checkout: a package has describeConformance for it.
    const suites = sourcesIn('suites').filter((file) => !/^suites\/(run|\w+\.conformance)\.ts$/.test(file))
    const compiled = ['index.ts', ...sourcesIn('helpers'), ...sourcesIn('mock'), ...suites]
    // The checks, faults and variants are no part of what can be imported.
    const typed = compiled.filter((file) => !/^(suites|mock\/(faults|variants))\//.test(file))
    const read = ['autodialer', 'sqs'].flatMap((endpoint) => [
      `schemas/${endpoint}/openapi.json`,
      `schemas/${endpoint}/requirements.json`,
      `schemas/${endpoint}/sources.json`,
      `suites/order/${endpoint}.json`,
      // The types of the ids are read off it.
      `dist/schemas/${endpoint}/requirements.json`,
    ])
    const published = ['baseline', 'cases', 'contract', 'journal', 'requirements', 'run-record']
    expect(packed.files).toEqual(
      [
        ...compiled.map((file) => `dist/${file.replace(/\.ts$/, '.js')}`),
        ...typed.map((file) => `dist/${file.replace(/\.ts$/, '.d.ts')}`),
        ...read,
        ...published.map((name) => `schemas/${name}.schema.json`),
        'helpers/report/html/page.css',
        'helpers/report/html/page.js',
        'bin/group-update-conformance.js',
        'LICENSE',
        'README.md',
        'package.json',
      ].sort(),
    )
  })

  test('is under 1 MB', () => {
    expect(packed.bytes).toBeLessThan(1_000_000)
  })

  test('has nothing that publint finds wrong', async () => {
    const { buffer } = new Uint8Array(readFileSync(packed.tarball))
    const { messages, pkg } = await publint({ pack: { tarball: buffer }, strict: true })
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([])
  })

  test('has types that resolve wherever ES modules do', async () => {
    const checked = await checkPackage(createPackageFromTarballData(readFileSync(packed.tarball)))
    if (!checked.types) throw new Error('no types were found')
    // A package of ES modules alone: `require` of Node below 20.19 and resolution as in Node 10 are out of its reach.
    const found = checked.problems.filter(
      (problem) => !('resolutionKind' in problem) || /^(node16-esm|bundler)$/.test(problem.resolutionKind),
    )
    expect(found).toEqual([])
    expect(checked.entrypoints['.']?.hasTypes).toBe(true)
  })
})

describe('installed into an empty folder', () => {
  let folder: string

  beforeAll(async () => {
    folder = await install(packed.tarball)
  })

  test('runs with no other file present', () => {
    const { code, verdict, endpoints } = tryOut(process.execPath, folder)
    expect({ code, verdict, endpoints }).toEqual({
      code: 0,
      verdict: 'conformant',
      endpoints: ['autodialer', 'sqs'],
    })
  })

  test('writes nothing but its reports, so that all else may be read-only', () => {
    const temporary = emptyFolder()
    rmSync(join(folder, 'reports'), { recursive: true, force: true })
    const before = filesIn(folder)
    tryOut(process.execPath, folder, { TMPDIR: temporary, HOME: temporary })
    expect(filesIn(folder).filter((file) => !before.includes(file) && !/^reports\b/.test(file))).toEqual([])
    expect(filesIn(temporary)).toEqual([])
  })

  test('offers describeConformance to those who have Vitest, and says what is missing to others', () => {
    const describe =
      "import { describeConformance } from 'group-update-conformance'; describeConformance({ endpoint: 'sqs', settings: {} })"
    const said = (environment: Record<string, string>) => {
      const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', describe], {
        cwd: folder,
        env: { PATH: process.env.PATH, ...environment },
        encoding: 'utf8',
      })
      expect(status).toBe(1)
      return /^UsageError: (.*)$/m.exec(stderr)?.[1]
    }
    const wanted = 'expected npm install --save-dev vitest@4, then npx vitest run'
    const needs = 'describeConformance needs Vitest 4 and a test file that it runs'
    expect(said({})).toBe(`${needs}, and it is not installed; ${wanted}`)
    expect(said({ VITEST: 'true' })).toBe(`${needs}, and it is not installed; ${wanted}`)
    const other = join(folder, 'node_modules', 'vitest')
    mkdirSync(other)
    onTestFinished(() => rmSync(other, { recursive: true }))
    writeFileSync(join(other, 'package.json'), '{ "version": "3.2.4", "type": "module", "main": "index.js" }')
    writeFileSync(join(other, 'index.js'), 'export const vi = {}')
    expect(said({ VITEST: 'true' })).toBe(`${needs}, and version 3.2.4 is installed; ${wanted}`)
  })

  test('its types are known to those who import it', () => {
    writeFileSync(join(folder, 'reader.mts'), reader)
    const compiler = join(packageRoot, 'node_modules', 'typescript', 'bin', 'tsc')
    const types = ['--types', 'node', '--typeRoots', join(packageRoot, 'node_modules', '@types')]
    const args = ['--strict', '--noEmit', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2023']
    const { stdout } = spawnSync(process.execPath, [compiler, ...args, ...types, 'reader.mts'], {
      cwd: folder,
      encoding: 'utf8',
    })
    expect(stdout).toBe('')
  })
})

/** Each line that must not compile says so: a type that is lost, and so `any`, lets it. */
const reader = `
import { checks, describeConformance, openSession, runConformance, startMock } from 'group-update-conformance'

const mock = await startMock({ faults: ['sqs-forgets'] })
// @ts-expect-error: faults are a list
await startMock({ faults: 'sqs-forgets' })
const record = await runConformance({ settings: mock.environment, gate: 'SHOULD' })
// @ts-expect-error: there is no such level
await runConformance({ gate: 'COULD' })
const verdict: 'conformant' | 'partial' | 'not-conformant' | 'inconclusive' = record.verdict
// @ts-expect-error: a verdict of a run is none of a check
const other: 'pass' | 'fail' = record.verdict
const session = await openSession({ endpoint: 'sqs', settings: mock.environment })
for (const check of checks) {
  const result = await session.run(check)
  // @ts-expect-error: milliseconds are a number
  const time: string = result.milliseconds
}
describeConformance({ endpoint: 'sqs', settings: () => mock.environment })
// @ts-expect-error: it needs settings
describeConformance({ endpoint: 'sqs' })
`

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
}

function sourcesIn(folder: string): string[] {
  return filesIn(join(packageRoot, folder))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file}`)
}
