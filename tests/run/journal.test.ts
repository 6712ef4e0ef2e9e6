import { mkdirSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { test } from './command.ts'
import { inProcess } from './command-in-process.ts'
import { abandonedRun, folderForTest, journalsIn, killedRun } from './kill.ts'
import { inFrontOf, isCreation, nobody, only, started, without } from './servers.ts'

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

  test('is put right by the next run, which says so', async ({ commandInProcess }) => {
    const mock = await started()
    const seed = mock.snapshot()
    const reports = folderForTest()
    await abandonedRun(reports, 'sqs', mock.environment)
    const next = await commandInProcess(['run', '--reports', reports, '--only', 'update-status'], {
      environment: mock.environment,
    })
    expect(next.code).toBe(0)
    expect(next.stderr).toMatch(/^the run of \w+ at \S+ was cut off: put right \(/)
    expect(mock.snapshot()).toEqual(seed)
    expect(journalsIn(reports)).toEqual([])
  })

  test('has its given groups put back where none can be made', async ({ commandInProcess }) => {
    const mock = await started()
    const seed = mock.snapshot()
    const environment = only('sqs', await without(mock, 'sqs', isCreation))
    const reports = folderForTest()
    await abandonedRun(reports, 'sqs', environment)
    expect(journalsIn(reports).join('')).toContain('"saved"')
    const ran = await commandInProcess(['restore', 'sqs', '--reports', reports], { environment })
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining('given ones') })
    expect(mock.snapshot()).toEqual(seed)
  })

  test('stays owed where the settings name another tenant at the same address', async ({
    commandInProcess,
  }) => {
    const mock = await started()
    const seed = mock.snapshot()
    const reports = folderForTest()
    await abandonedRun(reports, 'sqs', mock.environment)
    const { SQS_TENANT: tenant, SQS_OTHER_TENANT: other } = mock.environment
    const { SQS_OTHER_TENANT_GROUP_ID: _, ...settings } = mock.environment
    const elsewhere = { ...settings, SQS_TENANT: other ?? '', SQS_OTHER_TENANT: tenant ?? '' }
    const ran = await commandInProcess(['restore', '--reports', reports], { environment: elsewhere })
    expect(ran.stdout).toContain(
      `was with SQS_TENANT ${tenant}, and the settings name ${other}: nothing was done`,
    )
    expect(ran.code).toBe(3)
    expect(journalsIn(reports)).toHaveLength(1)
    const right = await commandInProcess(['restore', '--reports', reports], { environment: mock.environment })
    expect(right).toMatchObject({ code: 0, stdout: expect.stringContaining('was cut off: put right') })
    expect(mock.snapshot()).toEqual(seed)
  })

  test('stays owed while its target is away', async ({ commandInProcess }) => {
    const mock = await started()
    const seed = mock.snapshot()
    const reports = folderForTest()
    const front = await inFrontOf(mock.url, () =>
      away ? { status: 503, headers: [['retry-after', '99']], body: Buffer.alloc(0) } : undefined,
    )
    let away = false
    const environment = { ...only('sqs', mock.environment), SQS_BASE_URL: front }
    await abandonedRun(reports, 'sqs', environment)
    away = true
    const ran = await commandInProcess(['restore', '--reports', reports], { environment })
    expect(ran).toMatchObject({ code: 3, stdout: expect.stringContaining('not all could be put right') })
    expect(journalsIn(reports)).toHaveLength(1)
    const next = await commandInProcess(['run', '--reports', reports], { environment })
    expect(next).toMatchObject({ code: 3, stderr: expect.stringContaining('not all could be put right') })
    away = false
    expect(await commandInProcess(['restore', '--reports', reports], { environment })).toMatchObject({
      code: 0,
    })
    expect(mock.snapshot()).toEqual(seed)
  })
})

describe('what may not be put right', () => {
  const refused = (status: number) => ({ status, headers: [], body: Buffer.from('') })

  /** A run of SQS that was cut off, and whose groups may not be removed, or not be put back. */
  async function owing(isRefused: (asked: { method: string; url: string }) => boolean, given = false) {
    const mock = await started()
    const seed = mock.snapshot()
    let isForbidden = false
    const url = await inFrontOf(mock.url, (asked) =>
      (given && isCreation(asked)) || (isForbidden && isRefused(asked)) ? refused(405) : undefined,
    )
    const environment: Record<string, string> = { ...only('sqs', mock.environment), SQS_BASE_URL: url }
    const reports = folderForTest()
    await abandonedRun(reports, 'sqs', environment)
    isForbidden = true
    const restore = (...args: string[]) => inProcess(['restore', '--reports', reports, ...args], environment)
    return { mock, seed, environment, reports, restore, allow: () => (isForbidden = false) }
  }

  const idsIn = (text: string) => [...text.matchAll(/restore --forget (\S+)/g)].map(([, id = '']) => id)

  test('is listed once with the two lines that settle it, and is owed until it is forgotten', async () => {
    const { mock, environment, reports, restore } = await owing(({ method }) => method === 'DELETE')
    const first = await restore()
    expect(first).toMatchObject({ code: 3, stderr: '' })
    const ids = idsIn(first.stdout)
    expect(ids.length).toBeGreaterThan(2)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids)
      expect(first.stdout).toContain(
        [
          `  group ${id} of this run was not removed: DELETE /sqs/api/groups/{id} answered 405; to settle it:`,
          `    remove group ${id} by hand`,
          `    npx group-update-conformance restore --forget ${id} --reports ${reports}`,
          '',
        ].join('\n'),
      )
    expect(idsIn((await restore()).stdout)).toEqual(ids)

    // Nobody's run waits for it.
    const run = await inProcess(['run', '--reports', reports, '--only', 'update-status'], environment)
    expect(run.code).toBe(0)
    expect(idsIn(run.stderr)).toEqual(ids)

    const own = JSON.stringify(mock.snapshot())
    const [kept = '', ...others] = [
      ...new Set(
        journalsIn(reports)
          .join('')
          .match(/"id":"(\w{20})"/g),
      ),
    ].map((each) => each.slice(6, -1))
    const forgotten = await restore(...others.flatMap((id) => ['--forget', id]))
    expect(forgotten).toMatchObject({ code: 0, stderr: '' })
    expect(forgotten.stdout.trim().split('\n')).toHaveLength(others.length)
    expect(idsIn((await restore()).stdout)).toEqual([kept])
    expect(await restore('--forget', kept)).toMatchObject({ code: 0 })
    expect(JSON.stringify(mock.snapshot())).toBe(own)
    expect(journalsIn(reports)).toEqual([])
    expect(await restore()).toMatchObject({ code: 0, stdout: expect.stringMatching(/^nothing to put right/) })
  })

  test('and is put right where it may be again', async () => {
    const { mock, seed, reports, restore, allow } = await owing(({ method }) => method === 'DELETE')
    expect(await restore()).toMatchObject({ code: 3 })
    allow()
    expect(await restore()).toMatchObject({ code: 0 })
    expect(mock.snapshot()).toEqual(seed)
    expect(journalsIn(reports)).toEqual([])
  })

  test('of a given group says what it held, and keeps the next run from taking what it holds for that', async () => {
    const { environment, reports, restore } = await owing(({ method }) => method === 'PUT', true)
    const said = await restore()
    expect(said.code).toBe(3)
    const { SQS_GROUP_ID: id = '' } = environment
    expect(said.stdout).toContain(
      [
        `  group ${id} was not put back: the update answered 405; to settle it:`,
        `    give group ${id} its values again by hand: {"id":"${id}","ownerId":"967178860","name":"Cherokee"}`,
        `    npx group-update-conformance restore --forget ${id} --reports ${reports}`,
      ].join('\n'),
    )
    const run = () => inProcess(['run', '--reports', reports, '--only', 'update-status'], environment)
    expect(await run()).toMatchObject({ code: 3, stdout: '' })
    for (const each of idsIn(said.stdout)) expect(await restore('--forget', each)).toMatchObject({ code: 0 })
    expect(await run()).toMatchObject({ stderr: '' })
  })

  test('a group that no journal holds is not forgotten', async () => {
    const { restore } = await owing(() => false)
    const said = await restore('--forget', 'nobody')
    expect(said).toMatchObject({ code: 2, stdout: '' })
    expect(said.stderr).toMatch(/--forget nobody: no journal in \S+ holds that group; expected one of \w{20}/)
  })
})

test('a run that ends by itself leaves no journal', async ({ commandInProcess }) => {
  const mock = await started()
  const reports = folderForTest()
  await commandInProcess(['run', '--reports', reports], { environment: mock.environment })
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

  test('of another address is not touched', async ({ commandInProcess }) => {
    const reports = filed(`${JSON.stringify(head({}))}\n`)
    const { environment } = await started()
    const ran = await commandInProcess(['restore', '--reports', reports], { environment })
    expect(ran).toMatchObject({
      code: 3,
      stdout: expect.stringContaining('was on http://127.0.0.1:9, and the settings name'),
    })
    expect(journalsIn(reports)).toHaveLength(1)
  })

  test('that was cut off in the middle of a line tells what stands before it', async ({
    commandInProcess,
  }) => {
    const mock = await started()
    const baseUrl = await nobody()
    const text = `${JSON.stringify(head({ baseUrl }))}\n{"kind":"made","id":"x","elsewhere":false}\n{"kind":"ma`
    const ran = await commandInProcess(['restore', '--reports', filed(text)], {
      environment: { ...mock.environment, SQS_BASE_URL: baseUrl },
    })
    expect(ran).toMatchObject({
      code: 3,
      stdout: expect.stringContaining('group x of this run was not removed'),
    })
  })

  const entries = [
    '{"kind":"made","elsewhere":false}',
    '{"kind":"made","elsewhere":false,"id":""}',
    '{"kind":"made","elsewhere":false,"id":".."}',
    '{"kind":"made","elsewhere":false,"id":"\\ud800"}',
    `{"kind":"saved","elsewhere":false,"rewritten":true,"id":"${'x'.repeat(257)}"}`,
    '{"kind":"made","elsewhere":false,"id":{}}',
    'null',
    'hello',
  ]

  test.for(['restore', 'run'] as const)(
    'with entries that cannot be carried out has each told by %s, and stops nothing',
    async (name, { commandInProcess }) => {
      const mock = await started({ keepRequests: true })
      const { SQS_BASE_URL: baseUrl } = mock.environment
      const before = mock.snapshot()
      const reports = filed([JSON.stringify(head({ baseUrl })), ...entries, ''].join('\n'))
      const args = name === 'run' ? ['run', 'sqs', '--only', 'update-status'] : ['restore']
      const ran = await commandInProcess([...args, '--reports', reports], { environment: mock.environment })
      const said = name === 'run' ? ran.stderr : ran.stdout
      // What was told once is on the disk no more: a restoration that lost it is no success.
      expect(ran.code).toBe(name === 'run' ? 0 : 3)
      for (const [at] of entries.entries()) expect(said).toContain(`  line ${at + 2} cannot be carried out: `)
      expect(said.trim().split('\n')).toHaveLength(entries.length + 1)
      expect(mock.snapshot()).toEqual(before)
      expect(journalsIn(reports)).toEqual([])
      for (const { method, url } of mock.requests.filter((each) => each.method === 'DELETE'))
        expect(`${method} ${url}`).toMatch(/^DELETE \/sqs\/api\/groups\/\w{20}$/)
    },
  )

  test.for([
    ['is of another form', '{"format":9}\n'],
    ['is of a run in another format', `${JSON.stringify(head({ format: 2 }))}\n`],
    ['is not JSON', 'hello\n'],
    ['is a folder', undefined],
  ] as const)('that %s is told in one line, and stops nothing', async ([, text], { commandInProcess }) => {
    const { environment } = await started()
    const reports = filed(`${JSON.stringify(head({ baseUrl: environment.SQS_BASE_URL }))}\n`)
    const file = join(reports, 'journal', 'sqs-1.jsonl')
    if (text === undefined) mkdirSync(file)
    else writeFileSync(file, text)
    const args = ['sqs', '--reports', reports]
    const said = `${file} ${text === undefined ? 'cannot be read (EISDIR)' : 'is no journal of a run: '}`

    const ran = await commandInProcess(['run', ...args, '--only', 'update-status'], { environment })
    expect(ran.stderr).toContain(said)
    expect(ran.stderr).toContain('was cut off: put right')
    expect([ran.code, ran.stderr.trim().split('\n').length]).toEqual([0, 2])

    const restored = await commandInProcess(['restore', ...args], { environment })
    expect(restored).toMatchObject({ code: 3, stderr: '', stdout: expect.stringContaining(said) })
    expect(restored.stdout.trim().split('\n')).toHaveLength(1)
    const forgotten = await commandInProcess(['restore', ...args, '--forget', 'x'], { environment })
    expect(forgotten).toMatchObject({ code: 2, stderr: expect.stringContaining('nothing is owed') })
  })
})
