import { describe, expect, test } from 'vitest'
import { checks, openSession, renderReport, runConformance, startMock, UsageError } from '../../index.ts'
import { started } from '../run/servers.ts'
import { vitestIn } from './vitest-in.ts'

test('describeConformance fails what is violated, skips what is not tested, and passes the rest', async () => {
  const tests = await vitestIn('tests/library/suites')
  const statuses = tests.map(({ title, status }) => [/\[(.*)\]$/.exec(title)?.[1], status])
  expect(Object.fromEntries(statuses)).toEqual({
    'auth-missing': 'passed',
    'auth-password-case': 'passed',
    'auth-password-longer': 'failed',
    'auth-password-prefix': 'failed',
    forbidden: 'skipped',
  })
  const prefix = tests.find(({ title }) => title.endsWith('[auth-password-prefix]'))
  expect(prefix?.failureMessages.join()).toMatch(/^Error: fail: expected .*; saw 200 .*\ncurl -i -X PUT /)
  expect(JSON.stringify(tests)).not.toContain('Grüße:Sonne7Xy')
})

test('describeConformance judges in real time where the set-up of tests has replaced the timers', async () => {
  const tests = await vitestIn('tests/library/replaced-timers', { SET_UP: './set-up.ts' })
  expect(tests.length).toBeGreaterThan(10)
  expect(tests.filter(({ status }) => status !== 'passed')).toEqual([])
})

describe('checks', () => {
  test('are listed once for each endpoint that they apply to', () => {
    const keys = checks.map(({ endpoint, id }) => `${endpoint} ${id}`)
    expect(new Set(keys).size).toBe(keys.length)
    expect(new Set(checks.map(({ endpoint }) => endpoint))).toEqual(new Set(['autodialer', 'sqs']))
  })

  test('say the level at which their endpoint holds them', () => {
    for (const { level } of checks) expect(['MUST', 'SHOULD', 'INFERRED']).toContain(level)
    expect(checks.find(({ endpoint, id }) => endpoint === 'sqs' && id === 'auth-missing')?.level).toBe('MUST')
  })
})

describe('a session', () => {
  test('leaves the server as it found it', async () => {
    const mock = await started()
    const before = mock.snapshot()
    const session = await openSession({ endpoint: 'sqs', settings: mock.environment, only: ['stored'] })
    const result = await session.run(checkOf('sqs', 'stored'))
    const { leftovers, requests, judged } = await session.close()
    expect(result.verdict).toBe('pass')
    expect(requests).toBeGreaterThan(2)
    expect(judged).toBeGreaterThan(0)
    expect(judged).toBeLessThan(requests)
    expect(leftovers).toEqual([])
    expect(mock.snapshot()).toEqual(before)
  })

  test('runs no check that it was not opened for', async () => {
    const mock = await started()
    const session = await openSession({ endpoint: 'sqs', settings: mock.environment, only: ['stored'] })
    await expect(session.run(checkOf('sqs', 'auth-missing'))).rejects.toThrow(UsageError)
    await expect(session.run(checkOf('autodialer', 'stored'))).rejects.toThrow(UsageError)
    await session.close()
  })

  test('of a server that is not there makes its checks inconclusive', async () => {
    const mock = await startMock()
    await mock.close()
    const session = await openSession({ endpoint: 'sqs', settings: mock.environment, only: ['stored'] })
    expect((await session.run(checkOf('sqs', 'stored'))).verdict).toBe('inconclusive')
    expect((await session.close()).judged).toBe(0)
  })
})

describe('runConformance', () => {
  test('without an address, checks the embedded server and says so', async () => {
    const record = await runConformance({ only: ['auth-missing'] })
    expect(record.verdict).toBe('partial')
    expect(record.endpoints.map(({ name, kind }) => [name, kind])).toEqual([
      ['autodialer', 'mock'],
      ['sqs', 'mock'],
    ])
  })

  test('gives a record whose commands need no file of the run', async () => {
    const { environment } = await started({ faults: ['sqs-text-trimmed'] })
    const record = await runConformance({ settings: environment, endpoints: ['sqs'], seed: 7 })
    const found = record.endpoints.flatMap(({ requirements }) => requirements.flatMap(({ checks }) => checks))
    const repeats = found.flatMap(({ repeat }) => repeat ?? [])
    expect(repeats.length).toBeGreaterThan(0)
    for (const repeat of repeats) expect(repeat).toMatch(/ run sqs( --only [a-z-]+)+( --seed \d+)?$/)
    expect(renderReport(record, 'junit')).toMatch(/^<\?xml/)
  })

  test('names what is wrong in settings and options', async () => {
    await expect(runConformance({ endpoints: ['sqss'] })).rejects.toThrow(
      new UsageError(
        'there is no endpoint sqss; expected autodialer or sqs, or the folder of its contract (--contract)',
      ),
    )
    await expect(runConformance({ settings: { SQS_BASE_URL: 'https://example.org' } })).rejects.toThrow(
      UsageError,
    )
  })
})

function checkOf(endpoint: string, id: string) {
  const found = checks.find((check) => check.endpoint === endpoint && check.id === id)
  if (!found) throw new Error(`no check ${id} of ${endpoint}`)
  return found
}
