import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { packageRoot } from '../../helpers/package-root.ts'
import { checks } from '../../index.ts'
import { vitestIn } from './vitest-in.ts'

const examples = join(packageRoot, 'examples')
const files = readdirSync(examples).filter((name) => name.endsWith('.js'))

test('docs/library.md shows each example as it stands, and no other code', () => {
  const page = readFileSync(join(packageRoot, 'docs', 'library.md'), 'utf8')
  const shown = [...page.matchAll(/^```js\n(.*?)^```$/gms)].map(([, code]) => code)
  expect(shown.sort()).toEqual(files.map((name) => readFileSync(join(examples, name), 'utf8')).sort())
})

test('gate.js names the faults of its server', async () => {
  const { stdout, file } = await node('gate.js')
  expect(stdout.split('\n')).toEqual([
    'auth-password-prefix: answered 200; must be 401',
    'auth-password-longer: answered 200; must be 401',
    'not-conformant',
    '',
  ])
  expect(file('junit.xml')).toMatch(/^<\?xml/)
})

test("node-runner.js runs each check as a test of Node's runner", async () => {
  const { stdout } = await node('--test', '--test-reporter=tap', 'node-runner.js')
  const ofEndpoint = checks.filter(({ endpoint }) => endpoint === 'autodialer')
  expect(ofEndpoint.length).toBeGreaterThan(150)
  expect(stdout).toContain(`# pass ${ofEndpoint.length}\n`)
  expect(stdout).toContain('# fail 0\n')
})

test('the examples for Vitest pass', async () => {
  const tests = await vitestIn('examples')
  const ofSqs = checks.filter(({ endpoint }) => endpoint === 'sqs').map(({ id }) => id)
  expect(tests.filter(({ status }) => status === 'failed')).toEqual([])
  // Without a second account and another tenant, which the example does not give, some of them are skipped.
  expect(tests.filter(({ status }) => status === 'passed').length).toBeGreaterThan(ofSqs.length * 0.8)
  expect(tests.map(({ title }) => title)).toEqual(
    expect.arrayContaining([
      ...ofSqs.map((id) => expect.stringContaining(`[${id}]`)),
      'an update that failed is an error, though its status is 200',
    ]),
  )
})

/** Runs Node on an example, in a folder of its own. Rejects where it does not end well. */
async function node(...args: readonly string[]): Promise<{ stdout: string; file: (name: string) => string }> {
  const folder = mkdtempSync(join(tmpdir(), 'group-update-conformance-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const resolved = args.map((arg) => (arg.endsWith('.js') ? join(examples, arg) : arg))
  const stdout = await new Promise<string>((resolve, reject) => {
    const options = { cwd: folder, env: {}, maxBuffer: 64 * 1024 * 1024 }
    execFile(process.execPath, resolved, options, (error, out) => (error ? reject(error) : resolve(out)))
  })
  return { stdout, file: (name) => readFileSync(join(folder, name), 'utf8') }
}
