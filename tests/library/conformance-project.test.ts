import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { RunRecord } from '../../helpers/record/record.ts'
import { checksIn, recordProblems } from '../report/records.ts'
import { only, started } from '../run/servers.ts'
import { vitestOutput } from './vitest-in.ts'

/** Runs `npx vitest run --project conformance` in this checkout; gives what it prints and the record that it leaves. */
async function conformance(args: readonly string[], environment: Readonly<Record<string, string>>) {
  const reports = mkdtempSync(join(tmpdir(), 'group-update-conformance-'))
  onTestFinished(() => rmSync(reports, { recursive: true }))
  const output = await vitestOutput('.', ['--project', 'conformance', ...args], {
    ...environment,
    CONFORMANCE_REPORTS: reports,
  })
  const record: RunRecord = JSON.parse(readFileSync(join(reports, 'conformance.json'), 'utf8'))
  expect(recordProblems(record)).toEqual([])
  return { output, record, junit: readFileSync(join(reports, 'junit.xml'), 'utf8') }
}

test('what fails is shown with what was expected and seen, and recorded as the command records it', async () => {
  const { environment } = await started({ faults: ['sqs-password-prefix'] })
  const { output, record, junit } = await conformance(
    ['-t', 'auth-(missing|password-prefix)', '--reporter', 'default'],
    environment,
  )
  expect(output).toMatch(/Error: fail: expected .*; saw 200 /)
  expect(output).toMatch(/Expected: "a refusal, such as 401"\s+Received: "200 /)
  expect(output).not.toContain(environment.SQS_PASSWORD)
  expect(record).toMatchObject({ verdict: 'not-conformant', run: { complete: true } })
  expect(record.endpoints.map(({ name, verdict, kind }) => [name, verdict, kind])).toEqual([
    ['autodialer', 'partial', 'live'],
    ['sqs', 'not-conformant', 'live'],
  ])
  expect(new Set(checksIn(record).map(({ check }) => check.id))).toEqual(
    new Set(['auth-missing', 'auth-password-prefix']),
  )
  expect(record.endpoints[1]?.leftOut.length).toBeGreaterThan(100)
  expect(junit).toContain('auth-password-prefix')
})

test('an endpoint without an address is skipped where another one has one', async () => {
  const { environment } = await started()
  const { output, record } = await conformance(['--reporter', 'verbose', '-t', 'update-status|is not'], {
    ...only('autodialer', environment),
    SQS_BASE_URL: '',
  })
  expect(output).toContain('is not checked: SQS_BASE_URL is empty')
  expect(record.endpoints.map(({ name }) => name)).toEqual(['autodialer'])
})
