import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { RunRecord } from '../../helpers/record/record.ts'
import { checksIn } from '../report/records.ts'
import { inProcess } from './command-in-process.ts'
import { only, started } from './servers.ts'

/** Selected checks, two of which a server that stores nothing fails. */
const some = ['update-status', 'stored', 'every-update-stored', 'auth-missing', 'unknown-group'].flatMap(
  (id) => ['--only', id],
)

/** Runs the command on a faulty server, and gives its record. */
async function ran(reports: string, args: readonly string[], faults: readonly string[] = ['sqs-forgets']) {
  const { environment } = await started({ faults })
  const said = await inProcess(['run', 'sqs', '--reports', reports, ...args], only('sqs', environment))
  const record = (): RunRecord => JSON.parse(readFileSync(join(reports, 'conformance.json'), 'utf8'))
  return { ...said, record }
}

function failedIn(record: RunRecord): string[] {
  return checksIn(record).flatMap(({ check: { id, verdict } }) => (verdict === 'fail' ? [id] : []))
}

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'group-update-conformance-'))
  onTestFinished(() => rmSync(made, { recursive: true }))
  return made
}

test('--bail begins no more checks once one has failed', async () => {
  const { code, stdout, record } = await ran(folder(), ['--bail', '--concurrency', '1'])
  expect(code).toBe(1)
  const [sqs] = record().endpoints
  expect(sqs).toMatchObject({ verdict: 'not-conformant', leftovers: [] })
  expect(sqs?.counts.fail).toBe(1)
  expect(record().run).toMatchObject({ complete: false })
  expect(stdout).toMatch(/not complete: stopped by --bail 1: checks that were run are \d+ of \d+ on sqs/)
})

test('--bail N is for so many, and does not count what is known to fail', async () => {
  const [all, two] = [folder(), folder()]
  const whole = (await ran(all, some)).record().endpoints[0]?.counts.fail ?? 0
  expect(whole).toBeGreaterThan(1)
  const enough = await ran(two, [...some, `--bail=${whole + 1}`])
  expect([enough.code, enough.record().run.complete]).toEqual([1, true])
  const baseline = join(two, 'known.yaml')
  const entry = (id: string) => `- check: ${id}\n  reason: known\n`
  writeFileSync(baseline, failedIn(enough.record()).map(entry).join(''))
  const known = await ran(two, [...some, '--bail', '--baseline', baseline])
  expect([known.code, known.record().run.complete]).toEqual([0, true])
})

test('--last-failed runs what failed, and only that', async () => {
  const reports = folder()
  const first = await ran(reports, some)
  const failed = failedIn(first.record())
  const second = await ran(reports, ['--last-failed'], [])
  expect(second.code).toBe(0)
  expect(
    checksIn(second.record())
      .map(({ check }) => check.id)
      .sort(),
  ).toEqual(failed.sort())
  const third = await ran(reports, ['--last-failed'], [])
  expect(third.code).toBe(2)
  expect(third.stderr).toContain('no check failed or was inconclusive on sqs')
})

test('--last-failed without a record, and with --only, is wrong usage', async () => {
  const without = await ran(folder(), ['--last-failed'])
  expect(without.code).toBe(2)
  expect(without.stderr).toMatch(
    /--last-failed: there is no \S+conformance\.json; expected the reports folder/,
  )
  expect((await ran(folder(), ['--last-failed', '--only', 'stored'])).code).toBe(2)
})

test('a selection that takes the place of a whole run says so', async () => {
  const reports = folder()
  const { endpoints, ...others } = (await ran(reports, some)).record()
  const whole = { ...others, endpoints: endpoints.map((each) => ({ ...each, leftOut: [] })) }
  writeFileSync(join(reports, 'conformance.json'), JSON.stringify(whole))
  expect((await ran(reports, some)).stderr).toContain(`${reports} holds the reports of a whole run`)
  expect((await ran(reports, some)).stderr).toBe('')
})
