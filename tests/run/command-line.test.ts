import { describe, expect } from 'vitest'
import { junitProblems } from '../report/junit-schema.ts'
import { checkIds, checksIn, countOf, recordProblems } from '../report/records.ts'
import { type Ran, test } from './command.ts'
import { inFrontOf, nobody, serve, started } from './servers.ts'

describe('exit 0', () => {
  test('a run without settings is conformant and writes both reports', async ({ command }) => {
    const ran = await command(['run'])
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(ran.record).toMatchObject({ verdict: 'conformant', run: { complete: true, failOn: 'MUST' } })
    expect(ran.record.endpoints.map(({ name, kind, verdict }) => [name, kind, verdict])).toEqual([
      ['autodialer', 'mock', 'conformant'],
      ['sqs', 'mock', 'conformant'],
    ])
    expectComplete(ran)
    expect(ran.stdout).toContain('autodialer at the embedded reference server: conformant')
  })

  test('patterns choose by check and by requirement; a run on a part is partial, without endpoints that it leaves nothing of', async ({
    commandInProcess,
  }) => {
    const args = [
      'run',
      '--only',
      'xml-by-default',
      '--only',
      'tenant-*',
      '--skip',
      'xml-*-kept-alive',
      '--skip',
      'tenant-u*',
    ]
    const ran = await commandInProcess(args)
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(ran.record.verdict).toBe('partial')
    expect(ran.record.endpoints.map(({ name }) => name)).toEqual(['sqs'])
    const { only, skip } = ran.record.run.selection
    expect([
      'run',
      ...only.flatMap((each) => ['--only', each]),
      ...skip.flatMap((each) => ['--skip', each]),
    ]).toEqual(args)
    const ids = checkIds(ran.record)
    expect(ids.filter((id) => id.startsWith('xml'))).toEqual(['xml-default'])
    expect(ids.filter((id) => !/^tenant-[^u]/.test(id))).toEqual(['xml-default'])
    expect(ids.length).toBeGreaterThan(2)
  })
})

describe('exit 1', () => {
  test('a fault is found, explained, and found again by the command that it names', async ({
    commandInProcess,
  }) => {
    const mock = await started({ faults: ['sqs-status-201'] })
    const environment = mock.environment
    const ran = await commandInProcess(['run', 'sqs', '--only', 'update-*', '--only', 'answer-*'], {
      environment,
    })
    expect(ran).toMatchObject({ code: 1, stderr: '' })
    expect(ran.record.verdict).toBe('not-conformant')
    const failed = checksIn(ran.record).filter(({ check }) => check.verdict === 'fail')
    expect(failed.map(({ check }) => check.id)).toEqual(['update-status'])
    for (const { check, requirement } of failed) {
      const { id, level, duty, source } = requirement
      const telling = check.exchanges?.at(-1)
      expect(telling?.answer?.status).toBe(201)
      expect(check.repeat).toMatch(/^npx group-update-conformance run sqs --only update-status$/)
      for (const said of [
        `FAIL sqs ${check.id}: ${check.title}`,
        `${id} (${level}): ${duty}`,
        `${source.document}, ${source.section}`,
        check.expected,
        check.seen,
        telling?.curl,
        '$SQS_PASSWORD',
        check.repeat,
      ]) {
        expect(said).toBeTruthy()
        expect(ran.stdout).toContain(said)
      }
      const repeated = await commandInProcess(check.repeat?.split(' ').slice(2) ?? [], { environment })
      expect(repeated.code).toBe(1)
      expect(checkIds(repeated.record)).toEqual([check.id])
    }
    expectComplete(ran)
  })

  test('a violation below MUST fails once the gate is lowered to it', async ({ commandInProcess }) => {
    const mock = await started()
    const bare = await inFrontOf(
      mock.url,
      (_asked, answer) =>
        answer && {
          ...answer,
          headers: answer.headers.filter(([name]) => name.toLowerCase() !== 'www-authenticate'),
        },
    )
    const environment = { ...mock.environment, SQS_BASE_URL: bare }
    const args = ['run', 'sqs', '--only', 'auth-challenge', '--only', 'auth-missing']
    const warned = await commandInProcess(args, { environment })
    expect(warned.code).toBe(0)
    expect(countOf(warned.record)).toMatchObject({ warn: 1, fail: 0, pass: 1 })
    expect(warned.stdout).toContain('WARN sqs auth-challenge')
    const failed = await commandInProcess([...args, '--fail-on', 'should'], { environment })
    expect(failed.code).toBe(1)
    expect(countOf(failed.record)).toMatchObject({ warn: 0, fail: 1, pass: 1 })
  })
})

describe('exit 3', () => {
  test('nobody listens: one line says so, and the reports are complete', async ({ commandInProcess }) => {
    const mock = await started()
    const url = await nobody()
    const environment = { ...mock.environment, AUTODIALER_BASE_URL: url, SQS_BASE_URL: url }
    const ran = await commandInProcess(['run'], { environment })
    expect(ran).toMatchObject({ code: 3, stderr: '' })
    for (const endpoint of ['autodialer', 'sqs']) {
      const lines = ran.stdout.split('\n').filter((line) => line.includes(`INCONCLUSIVE ${endpoint}`))
      const setting = `${endpoint.toUpperCase()}_BASE_URL`
      expect(lines).toEqual([
        `INCONCLUSIVE ${endpoint}: cannot connect to ${url} (ECONNREFUSED): look at ${setting}`,
      ])
    }
    expect(ran.record.verdict).toBe('inconclusive')
    expect(new Set(checksIn(ran.record).map(({ check }) => check.verdict))).toEqual(new Set(['inconclusive']))
    expect(mock.requests).toEqual([])
    expectComplete(ran)
  })

  test('credentials that are refused are the operator’s to mend: their settings are named', async ({
    commandInProcess,
  }) => {
    const url = await serve((incoming, response) => {
      incoming.resume()
      response.writeHead(401, { 'content-type': 'text/plain' }).end('who are you?')
    })
    const mock = await started()
    const environment = { ...mock.environment, AUTODIALER_BASE_URL: url, SQS_BASE_URL: url }
    const ran = await commandInProcess(['run'], { environment })
    expect(ran).toMatchObject({ code: 3, stderr: '' })
    expect(countOf(ran.record)).toMatchObject({ pass: 0, fail: 0, warn: 0 })
    const reasons = new Set(checksIn(ran.record).map(({ check }) => check.reason))
    expect([...reasons].sort()).toEqual([
      'the credentials were refused (401): look at AUTODIALER_USERNAME, AUTODIALER_PASSWORD, AUTODIALER_API_KEY',
      'the credentials were refused (401): look at SQS_USERNAME, SQS_PASSWORD',
    ])
    expectComplete(ran)
  })

  test('what is not tested is inconclusive under --require-all, and its setting is named', async ({
    commandInProcess,
  }) => {
    const { environment: all } = await started()
    const environment = { ...all, SQS_UNPRIVILEGED_USERNAME: '', SQS_UNPRIVILEGED_PASSWORD: '' }
    const args = ['run', 'sqs', '--only', 'forbidden', '--only', 'auth-missing', '--require-all']
    const ran = await commandInProcess(args, { environment })
    expect(ran.code).toBe(3)
    expect(countOf(ran.record)).toMatchObject({ pass: 1, inconclusive: 1, 'not-tested': 0 })
    expect(ran.stdout).toMatch(/INCONCLUSIVE sqs: set SQS_UNPRIVILEGED_USERNAME /)
  })
})

describe('--list', () => {
  test('names every check and what it needs, and sends nothing', async ({ commandInProcess }) => {
    const mock = await started({ keepRequests: true })
    const ran = await commandInProcess(['run', 'sqs', '--list'], { environment: mock.environment })
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(ran.stdout).toContain(`sqs at ${mock.url}`)
    expect(ran.stdout).toMatch(/^ {2}auth-missing: MUST refuse .*$/m)
    expect(ran.stdout).toMatch(/^ {2}forbidden: .*\(needs .*unprivileged.*\)$/m)
    expect(mock.requests).toEqual([])
    expect(ran.file('reports')).toBeUndefined()
    expect(ran.file('reports/conformance.json')).toBeUndefined()
  })

  test('needs no settings', async ({ commandInProcess }) => {
    const ran = await commandInProcess(['run', '--list', '--only', 'auth-missing'])
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(ran.stdout.match(/at the embedded reference server: 1 checks/g)).toHaveLength(2)
  })
})

function expectComplete(ran: Ran): void {
  expect(recordProblems(ran.record)).toEqual([])
  expect(junitProblems(ran.file('reports/junit.xml') ?? '')).toEqual([])
  expect(ran.stdout + ran.stderr).not.toMatch(/^\s+at .*[:(]/m)
}
