import { describe, expect } from 'vitest'
import { checksIn, countOf } from '../report/records.ts'
import { test } from './command.ts'
import { inFrontOf, started } from './servers.ts'

const isUpdate = ({ method, url }: { method: string; url: string }) =>
  method === 'PUT' || url.endsWith('/groups/update')

describe('--refusals-only', () => {
  test('sends no update that a correct server carries out, and says what is not tested for it', async ({
    commandInProcess,
  }) => {
    const mock = await started()
    const seed = mock.snapshot()
    const carriedOut: string[] = []
    const others = new Set<string>()
    const watched = await inFrontOf(mock.url, (asked, answer) => {
      if (!answer) return undefined
      if (!isUpdate(asked)) others.add(`${asked.method} ${asked.url.replace(/\?.*/, '')}`)
      else if (answer.status < 400 && !/"success":0/.test(answer.body.toString())) carriedOut.push(asked.url)
      return undefined
    })
    const environment = { ...mock.environment, SQS_BASE_URL: watched, AUTODIALER_BASE_URL: watched }
    const ran = await commandInProcess(['run', '--refusals-only'], { environment })
    expect(ran.code).toBe(0)
    expect(carriedOut).toEqual([])
    expect([...others].filter((other) => /add|remove|DELETE|^POST \/sqs/.test(other))).toEqual([])
    expect(mock.snapshot()).toEqual(seed)
    expect(ran.record.verdict).toBe('partial')
    expect(countOf(ran.record).pass).toBeGreaterThan(100)
    expect(ran.record.endpoints.flatMap(({ leftovers }) => leftovers)).toEqual([])
    const untested = checksIn(ran.record).filter(({ check }) => check.verdict === 'not-tested')
    expect(untested.map(({ check }) => check.reason)).toContain(
      'sends updates that are carried out: not with --refusals-only',
    )
  })

  test('finds a refusal that is none, and puts the group back that it changed', async ({
    commandInProcess,
  }) => {
    const mock = await started({ faults: ['sqs-password-ignored'] })
    const seed = mock.snapshot()
    const ran = await commandInProcess(['run', 'sqs', '--refusals-only'], { environment: mock.environment })
    expect(ran.code).toBe(1)
    expect(ran.stdout).toContain('FAIL sqs auth-password-wrong')
    expect(mock.snapshot()).toEqual(seed)
  })

  test('needs a group to name', async ({ commandInProcess }) => {
    const mock = await started()
    const environment = { ...mock.environment, SQS_GROUP_ID: '' }
    const ran = await commandInProcess(['run', 'sqs', '--refusals-only'], { environment })
    expect(ran).toMatchObject({ code: 3, stdout: expect.stringContaining('set SQS_GROUP_ID to a group') })
  })

  test('says in the plan what would be sent and written, and sends nothing', async ({ commandInProcess }) => {
    const mock = await started({ keepRequests: true })
    const ran = await commandInProcess(['run', 'sqs', '--refusals-only', '--list'], {
      environment: mock.environment,
    })
    expect(ran.stdout).toMatch(
      /writes nothing on a correct server; a faulty one may apply them to \S+ \(SQS_GROUP_ID\)/,
    )
    expect(mock.requests).toEqual([])
  })
})

test('a run ends when its time is over: with what was learned, and everything put right', async ({
  command,
}) => {
  const mock = await started({ delay: 150 })
  const seed = mock.snapshot()
  const ran = await command(['run', 'sqs', '--deadline', '5'], { environment: mock.environment })
  expect(ran.code).toBe(3)
  expect(ran.stdout).toContain('the time that the run was given (--deadline) is over')
  expect(countOf(ran.record).pass).toBeGreaterThan(0)
  expect(ran.record.run.complete).toBe(true)
  expect(mock.snapshot()).toEqual(seed)
})

test('no more requests are sent in a second than --rate says', async ({ command }) => {
  const mock = await started({ keepRequests: true })
  const ran = await command(['run', 'sqs', '--rate', '40', '--only', 'auth-*'], {
    environment: mock.environment,
  })
  expect(ran.code).toBe(0)
  const { startedAt, finishedAt } = ran.record.run
  const seconds = (Date.parse(finishedAt) - Date.parse(startedAt)) / 1_000
  expect(mock.requests.length).toBeGreaterThan(40)
  // The first is sent at once; each other one has waited its turn.
  expect((mock.requests.length - 1) / seconds).toBeLessThanOrEqual(40)
})
