import { mkdirSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { test } from './command.ts'
import { abandonedRun, folderForTest, journalsIn, killedRun } from './kill.ts'
import { inFrontOf, isCreation, nobody, started, without } from './servers.ts'

/** Milliseconds: late enough that groups are made, early enough that they are not removed yet; tried until it is so. */
async function killedInTheMiddle(reports: string, environment: Readonly<Record<string, string>>) {
  for (let milliseconds = 900; milliseconds < 20_000; milliseconds *= 1.3) {
    await killedRun(reports, environment, milliseconds)
    if (journalsIn(reports).some((journal) => journal.includes('"made"') || journal.includes('"saved"')))
      return
  }
  throw new Error('no run was killed while it owed anything')
}

describe('a run that was killed', () => {
  test('is put right by restore, with nothing left and no secret on disk', async ({ command }) => {
    const mock = await started()
    const seed = mock.snapshot()
    const reports = folderForTest()
    await killedInTheMiddle(reports, mock.environment)
    expect(mock.snapshot()).not.toEqual(seed)
    const secrets = Object.entries(mock.environment).filter(([name]) => /PASSWORD|API_KEY/.test(name))
    for (const journal of journalsIn(reports))
      for (const [name, secret] of secrets) expect(journal.includes(secret), name).toBe(false)

    const ran = await command(['restore', '--reports', reports], { environment: mock.environment })
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(ran.stdout).toMatch(/^the run of \w+ at \S+ was cut off: put right \(\d+ groups of its own, /)
    expect(mock.snapshot()).toEqual(seed)
    expect(journalsIn(reports)).toEqual([])
    const again = await command(['restore', '--reports', reports], { environment: mock.environment })
    expect(again).toMatchObject({ code: 0, stdout: expect.stringMatching(/^nothing to put right/) })
  })

  test('is put right by the next run, which says so', async ({ command }) => {
    const mock = await started()
    const seed = mock.snapshot()
    const reports = folderForTest()
    await abandonedRun(reports, 'sqs', mock.environment)
    const next = await command(['run', '--reports', reports, '--only', 'update-status'], {
      environment: mock.environment,
    })
    expect(next.code).toBe(0)
    expect(next.stderr).toMatch(/^the run of \w+ at \S+ was cut off: put right \(/)
    expect(mock.snapshot()).toEqual(seed)
    expect(journalsIn(reports)).toEqual([])
  })

  test('has its given groups put back where none can be made', async ({ command }) => {
    const mock = await started()
    const seed = mock.snapshot()
    const environment = { ...(await without(mock, 'sqs', isCreation)), AUTODIALER_BASE_URL: '' }
    const reports = folderForTest()
    await abandonedRun(reports, 'sqs', environment)
    expect(journalsIn(reports).join('')).toContain('"saved"')
    const ran = await command(['restore', 'sqs', '--reports', reports], { environment })
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining('given ones') })
    expect(mock.snapshot()).toEqual(seed)
  })

  test('stays owed while its target is away', async ({ command }) => {
    const mock = await started()
    const seed = mock.snapshot()
    const reports = folderForTest()
    const front = await inFrontOf(mock.url, () =>
      away ? { status: 503, headers: [['retry-after', '99']], body: Buffer.alloc(0) } : undefined,
    )
    let away = false
    const environment = { ...mock.environment, SQS_BASE_URL: front, AUTODIALER_BASE_URL: '' }
    await abandonedRun(reports, 'sqs', environment)
    away = true
    const ran = await command(['restore', '--reports', reports], { environment })
    expect(ran).toMatchObject({ code: 3, stdout: expect.stringContaining('not all could be put right') })
    expect(journalsIn(reports)).toHaveLength(1)
    const next = await command(['run', '--reports', reports], { environment })
    expect(next).toMatchObject({ code: 3, stderr: expect.stringContaining('not all could be put right') })
    away = false
    expect(await command(['restore', '--reports', reports], { environment })).toMatchObject({ code: 0 })
    expect(mock.snapshot()).toEqual(seed)
  })
})

test('a run that ends by itself leaves no journal', async ({ command }) => {
  const mock = await started()
  const reports = folderForTest()
  await command(['run', '--reports', reports], { environment: mock.environment })
  expect(journalsIn(reports)).toEqual([])
})

describe('a journal', () => {
  const head = (change: object) => ({
    format: 1,
    endpoint: 'sqs',
    baseUrl: 'http://127.0.0.1:9',
    marker: 'group-update-conformance-0',
    startedAt: '2026-01-02T03:04:05.000Z',
    process: { host: hostname(), id: 2 ** 22 },
    ...change,
  })
  const filed = (text: string): string => {
    const reports = folderForTest()
    mkdirSync(join(reports, 'journal'))
    writeFileSync(join(reports, 'journal', 'sqs-0.jsonl'), text)
    return reports
  }

  test('of a run that goes on stops another one from the same folder', async ({ command }) => {
    const { environment } = await started()
    const baseUrl = environment.SQS_BASE_URL
    const reports = filed(
      `${JSON.stringify(head({ baseUrl, process: { host: hostname(), id: process.pid } }))}\n`,
    )
    const ran = await command(['run', 'sqs', '--reports', reports], { environment })
    expect(ran).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`goes on (process ${process.pid})`),
    })
  })

  test('of another address is not touched', async ({ command }) => {
    const reports = filed(`${JSON.stringify(head({}))}\n`)
    const { environment } = await started()
    const ran = await command(['restore', '--reports', reports], { environment })
    expect(ran).toMatchObject({
      code: 3,
      stdout: expect.stringContaining('was on http://127.0.0.1:9, and the settings name'),
    })
    expect(journalsIn(reports)).toHaveLength(1)
  })

  test('that was cut off in the middle of a line tells what stands before it', async ({ command }) => {
    const mock = await started()
    const baseUrl = await nobody()
    const text = `${JSON.stringify(head({ baseUrl }))}\n{"kind":"made","id":"x","elsewhere":false}\n{"kind":"ma`
    const ran = await command(['restore', '--reports', filed(text)], {
      environment: { ...mock.environment, SQS_BASE_URL: baseUrl },
    })
    expect(ran).toMatchObject({
      code: 3,
      stdout: expect.stringContaining('group x of this run was not removed'),
    })
  })

  test.for([
    ['is no journal', '{"format":9}\n', /is no journal of a run: /],
    ['is not JSON', 'hello\n', /holds a line that is not JSON/],
    ['owes nonsense', `${JSON.stringify(head({}))}\n{"kind":"made","elsewhere":false}\n`, /debts\/0/],
  ] as const)('that %s is refused in one line', async ([, text, says], { command }) => {
    const ran = await command(['restore', '--reports', filed(text)])
    expect(ran.code).toBe(2)
    expect(ran.stderr).toMatch(says)
    expect(ran.stderr.trim().split('\n')).toHaveLength(1)
  })
})
