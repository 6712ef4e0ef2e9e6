import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { checksFor } from '../../helpers/checks/check.ts'
import { loadContract } from '../../helpers/contract/contract.ts'
import { checksOf } from '../../helpers/record/checks-of.ts'
import type { RunRecord } from '../../helpers/record/record.ts'
import type { Mock } from '../../mock/server.ts'
import { behaviours } from '../../suites/behaviours.ts'
import { countOf, recordProblems } from '../report/records.ts'
import { bareEnvironment, bin } from './command.ts'
import { started } from './servers.ts'

interface CutOff {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
  readonly record: RunRecord
  readonly reports: readonly string[]
}

/** Runs the command on a server, over the reports of another run, and sends it a signal once so many requests came. */
async function cutOff(mock: Mock, signal: NodeJS.Signals, after: number): Promise<CutOff> {
  const folder = mkdtempSync(join(tmpdir(), 'group-update-conformance-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const reports = join(folder, 'reports')
  mkdirSync(reports)
  for (const file of ['conformance.json', 'junit.xml', 'summary.md'])
    writeFileSync(join(reports, file), 'stale')
  const child = spawn(process.execPath, [bin, 'run', 'sqs', '--concurrency', '2'], {
    cwd: folder,
    env: { ...bareEnvironment(), ...mock.environment },
  })
  const said = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk) => {
    said.stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    said.stderr += chunk
  })
  const watch = setInterval(() => {
    if (mock.requests.length < after) return
    clearInterval(watch)
    child.kill(signal)
  }, 2)
  const [code, by] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
    child.on('close', (...ended) => resolve(ended))
  })
  clearInterval(watch)
  const record = JSON.parse(readFileSync(join(reports, 'conformance.json'), 'utf8'))
  return { code, signal: by, ...said, record, reports: readdirSync(reports).sort() }
}

const all = checksFor(loadContract('sqs'), behaviours).length

test.each(['SIGINT', 'SIGTERM'] as const)(
  'a run cut off by %s leaves its record, reports that say so, and the target as it was',
  async (signal) => {
    const mock = await started({ keepRequests: true })
    const before = mock.snapshot()
    const ran = await cutOff(mock, signal, 60)
    expect(ran).toMatchObject({ code: 3, signal: null, stderr: '' })
    const done = ran.record.endpoints.flatMap(checksOf).length
    expect(done).toBeGreaterThan(5)
    expect(done).toBeLessThan(all)
    expect(recordProblems(ran.record)).toEqual([])
    const incomplete = `cut off: checks that were run are ${done} of ${all} on sqs`
    expect(ran.record).toMatchObject({ verdict: 'inconclusive', run: { complete: false, incomplete } })
    expect(countOf(ran.record)).toMatchObject({ fail: 0, inconclusive: 0 })
    expect(ran.stdout).toContain(`not complete: ${incomplete}`)
    expect(ran.reports).toEqual(['conformance.json', 'index.html', 'junit.xml', 'summary.md'])
    expect(mock.snapshot()).toEqual(before)
    expect(ran.record.endpoints[0]?.requests).toBe(mock.requests.length)
  },
)

test('a failure found before the run was cut off is told', async () => {
  const mock = await started({ keepRequests: true, faults: ['sqs-status-201'] })
  const ran = await cutOff(mock, 'SIGTERM', 60)
  expect(ran.code).toBe(1)
  expect(ran.record).toMatchObject({ verdict: 'not-conformant', run: { complete: false } })
})

test('a run that is killed leaves a record that says that it is not complete, and no report of another run', async () => {
  const mock = await started({ keepRequests: true })
  const ran = await cutOff(mock, 'SIGKILL', 30)
  expect(ran).toMatchObject({ code: null, signal: 'SIGKILL' })
  expect(recordProblems(ran.record)).toEqual([])
  expect(ran.record).toMatchObject({ verdict: 'inconclusive', run: { complete: false } })
  expect(ran.reports).toEqual(['conformance.json', 'journal'])
})
