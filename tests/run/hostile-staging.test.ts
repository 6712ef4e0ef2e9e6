import { describe, expect } from 'vitest'
import { test } from './command.ts'
import { inProcess } from './command-in-process.ts'
import { abandonedRun, folderForTest, journalsIn } from './kill.ts'
import { handOn, inFrontOf, isCreation, only, type Passing, started, without } from './servers.ts'

const group = '/sqs/api/groups'

describe('another run on the same target, from another machine', () => {
  test('that rewrites the given group keeps a run from taking what it holds for its own', async ({
    commandInProcess,
  }) => {
    const mock = await started({ keepRequests: true })
    const environment = only('sqs', await without(mock, 'sqs', isCreation))
    await rename(mock.url, environment, 'guchtib2kc6G3N1067')
    const before = mock.snapshot()
    const asked = mock.requests.length
    for (const args of [
      ['run', 'sqs'],
      ['run', 'sqs', '--refusals-only'],
    ]) {
      const ran = await commandInProcess(args, { environment })
      expect(ran.code).toBe(3)
      expect(ran.stdout).toMatch(
        /^INCONCLUSIVE sqs: group \w+ holds "guchtib2kc6G3N1067", a name of another run of this suite: wait until that has ended/m,
      )
    }
    expect(mock.requests.slice(asked).filter(({ method }) => method === 'PUT')).toEqual([])
    expect(mock.snapshot()).toEqual(before)
  })

  test('that begins to do so later makes what is read inconclusive, and no finding', async ({
    commandInProcess,
  }) => {
    const mock = await started()
    const seed = mock.snapshot()
    const { SQS_GROUP_ID: id = '' } = mock.environment
    let reads = 0
    const url = await inFrontOf(mock.url, (asked, answer) => {
      if (isCreation(asked)) return { status: 404, headers: [], body: Buffer.from('no such operation') }
      if (!answer || asked.method !== 'GET' || asked.url !== `${group}/${id}` || ++reads < 6) return undefined
      const other = JSON.stringify({ ...JSON.parse(answer.body.toString()), name: 'guchtib2kc6G3N1067' })
      return reads > 30 ? undefined : { ...answer, headers: json, body: Buffer.from(other) }
    })
    const environment = { ...only('sqs', mock.environment), SQS_BASE_URL: url }
    const ran = await commandInProcess(['run', 'sqs', '--only', 'text-*'], { environment })
    expect(reads).toBeGreaterThan(6)
    expect(ran.code).toBe(3)
    expect(ran.stdout).not.toMatch(/^FAIL/m)
    expect(ran.stdout).toContain('a name of another run of this suite')
    expect(mock.snapshot()).toEqual(seed)
  })

  test('that sends the same texts to groups of its own is no finding', async ({ commandInProcess }) => {
    const mock = await started()
    const own = only('sqs', mock.environment)
    let requests = 0
    const url = await inFrontOf(mock.url, (_asked, answer) => {
      if (!answer && ++requests === 95) void create(mock.url, own, 'null')
      return undefined
    })
    const checks = ['text-*', 'auth-missing', 'bystanders-kept'].flatMap((each) => ['--only', each])
    const environment = { ...own, SQS_BASE_URL: url }
    const ran = await commandInProcess(['run', 'sqs', ...checks], { environment })
    expect(requests).toBeGreaterThan(95)
    expect(JSON.stringify(mock.snapshot())).toContain('"name":"null"')
    expect(ran.stdout).not.toMatch(/^FAIL/m)
    expect(ran.code).toBe(0)
  })
})

describe('a run that was cut off', () => {
  /** Its given groups are rewritten, as it may make none. */
  async function cutOff() {
    const mock = await started()
    const seed = mock.snapshot()
    const environment = only('sqs', await without(mock, 'sqs', isCreation))
    const reports = folderForTest()
    await abandonedRun(reports, 'sqs', environment)
    const restore = (over = {}) => inProcess(['restore', '--reports', reports], { ...environment, ...over })
    return { mock, seed, environment, reports, restore }
  }

  test('is not put right under another tenant, where its groups would seem to be gone', async () => {
    const { mock, seed, environment, reports, restore } = await cutOff()
    const written = mock.snapshot()
    for (const [name, value] of [
      ['SQS_TENANT', 'westwind'],
      ['SQS_OTHER_TENANT', 'eastwind'],
    ] as const) {
      const said = await restore({ [name]: value })
      expect(said).toMatchObject({ code: 3, stderr: '' })
      expect(said.stdout).toMatch(
        new RegExp(
          `^the run of sqs at \\S+ was with ${name} \\w+, and the settings name ${value}: nothing was done`,
        ),
      )
    }
    expect(mock.snapshot()).toEqual(written)
    expect(journalsIn(reports)).toHaveLength(1)
    // A run there has nothing to do with it.
    const other = { ...environment, SQS_TENANT: 'westwind' }
    const run = await inProcess(['run', 'sqs', '--list', '--reports', reports], other)
    expect(run).toMatchObject({ code: 0, stderr: '' })
    expect(await restore()).toMatchObject({ code: 0 })
    expect(mock.snapshot()).toEqual(seed)
  })

  test('is put right where the address is spelled in another way, and the password is a new one', async () => {
    const { mock, seed, environment, restore } = await cutOff()
    const wrong = await restore({ SQS_PASSWORD: 'Th3-old-one' })
    expect(wrong).toMatchObject({ code: 3, stdout: expect.stringContaining('answered 401') })
    const { SQS_BASE_URL: url = '' } = environment
    expect(await restore({ SQS_BASE_URL: `${url.replace('http', 'HTTP')}//` })).toMatchObject({ code: 0 })
    expect(mock.snapshot()).toEqual(seed)
  })

  test('says what a given group held that somebody has removed since', async () => {
    const { mock, environment, restore } = await cutOff()
    const { SQS_GROUP_ID: id = '' } = environment
    await send(mock.url, environment, 'DELETE', `${group}/${id}`)
    const said = await restore()
    expect(said.code).toBe(3)
    expect(said.stdout).toContain(
      [
        `  group ${id} was not put back: it is not there any more; to settle it:`,
        `    make the group again by hand, or leave it: it held {"id":"${id}","ownerId":"967178860","name":"Cherokee"}`,
        `    npx group-update-conformance restore --forget ${id} --reports`,
      ].join('\n'),
    )
  })
})

const json = [['content-type', 'application/json']] as const

async function send(
  url: string,
  settings: Record<string, string>,
  method: string,
  path: string,
  body?: object,
) {
  const { SQS_USERNAME, SQS_PASSWORD, SQS_TENANT = '' } = settings
  const token = Buffer.from(`${SQS_USERNAME}:${SQS_PASSWORD}`).toString('base64')
  const headers = [
    'Authorization',
    `Basic ${token}`,
    'tenant',
    SQS_TENANT,
    'Content-Type',
    'application/json',
  ]
  const asked: Passing = { method, url: path }
  return handOn(url, asked, headers, Buffer.from(body ? JSON.stringify(body) : ''))
}

function rename(url: string, settings: Record<string, string>, name: string) {
  const { SQS_GROUP_ID: id = '', SQS_OWNER_ID: ownerId } = settings
  return send(url, settings, 'PUT', `${group}/${id}`, { id, ownerId, name })
}

function create(url: string, settings: Record<string, string>, name: string) {
  return send(url, settings, 'POST', group, { ownerId: settings.SQS_OWNER_ID, name })
}
