import { describe, expect, test } from 'vitest'
import type { Check } from '../../helpers/checks/check.ts'
import { diagnose } from '../../helpers/diagnosis/diagnose.ts'
import type { EndpointResults } from '../../helpers/session/judge.ts'
import { parseBasic } from '../../mock/basic.ts'
import type { RawRequest } from '../../mock/exchange.ts'
import { autodialerAccounts, sqsAccounts } from '../../mock/seed.ts'
import { type Mock, type MockOptions, startMock } from '../../mock/server.ts'
import { lockouts } from '../../mock/troubles/logins.ts'
import { autodialer } from '../mock/autodialer-client.ts'
import { sqs } from '../mock/sqs-client.ts'
import { type Endpoint, endpoints, type Judging, judge } from './in-process.ts'
import { leaksIn } from './sentinels.ts'

/** Some that let logins fail, and some that need what those could spoil. */
const few = ({ id }: Check) =>
  /^(auth-password-|auth-kept-alive-|authentication-|auth-missing|update-status|stored|last-updates|every-|bystanders)/.test(
    id,
  )

const isLogin = ({ failedLogins }: Check) => failedLogins.length > 0

describe.each(endpoints)('%s', (endpoint) => {
  // No status is seen where none is locked: each is tried on the account that locks the soonest.
  const inARow = lockouts.filter(
    ({ inARow: row, failures, status }) => row && (failures === 3 || status === 401),
  )
  test.each(inARow)(`$${endpoint}: no default run locks it`, async ({ [endpoint]: lock }) => {
    const { run, reasons, after } = await judgeLocking(endpoint, lock, few, { concurrency: 1 })
    expect(reasons).toEqual([])
    expect(run.leftovers).toEqual([])
    expect(after, 'a right login afterwards').toBe(letIn[endpoint])
  })

  const inAll = lockouts.filter((lockout) => !lockout.inARow)
  test.each(inAll)(
    `$${endpoint}: it ends in time, and everything has been put back`,
    async ({ [endpoint]: lock, failures }) => {
      const { mock, before, run, reasons } = await judgeLocking(endpoint, lock, few)
      expect(mock.snapshot()).toEqual(before)
      expect(run.leftovers).toEqual([])
      const logins = run.selected.filter(isLogin).map(({ id }) => id)
      expect(logins).toEqual(expect.arrayContaining(reasons.map((reason) => reason.split(':')[0])))
      expect(reasons.length).toBeGreaterThan(5)
      for (const reason of reasons)
        expect(reason).toMatch(/: inconclusive: the account seems locked: after \d+ wrong logins /)
      expect(wrongFor(mock.requests, endpoint)).toBeLessThanOrEqual(failures + 1)
    },
  )

  test.each([`${endpoint}-locks-after-3-403`, `${endpoint}-locks-after-10-in-all-401`])(
    '%s: a whole run',
    async (lock) => {
      const { mock, before, run, reasons } = await judgeLocking(endpoint, lock, () => true)
      const logins = run.selected.filter(isLogin).map(({ id }) => id)
      expect(reasons.filter((reason) => !logins.some((id) => reason.startsWith(`${id}:`)))).toEqual([])
      expect(reasons.length > 0).toBe(lock.includes('in-all'))
      expect(mock.snapshot()).toEqual(before)
      expect(run.lost).toBeUndefined()
    },
  )

  test.each([1, 2, 5])('--failed-logins %i: never more in a row, for no user', async (failedLogins) => {
    const { mock, reasons } = await judgeLocking(endpoint, undefined, isLogin, { failedLogins })
    expect(reasons).toEqual([])
    expect(longestRow(mock.requests, endpoint)).toBeLessThanOrEqual(failedLogins)
  })

  test('--failed-logins 0: none is sent, and their checks say so', async () => {
    const { mock, run, reasons } = await judgeLocking(endpoint, undefined, few, { failedLogins: 0 })
    expect(wrongLogins(mock.requests, endpoint)).toEqual([])
    expect(reasons).toHaveLength(run.selected.filter(isLogin).length)
    for (const reason of reasons) expect(reason).toContain('--failed-logins is 0')
  })

  test('an account of its own may be locked: nothing else is', async () => {
    const settings = expendable[endpoint]
    const judged = await judgeLocking(endpoint, `${endpoint}-locks-after-5-in-all-423`, few, { settings })
    const { mock, before, run, reasons, after } = judged
    expect(reasons.length).toBeGreaterThan(0)
    expect(after, 'a right login of the account of all other requests').toBe(letIn[endpoint])
    expect([mock.snapshot(), run.leftovers]).toEqual([before, []])
    expect(wrongLogins(mock.requests, endpoint).length).toBeGreaterThan(3)
  })

  test('an account of its own is judged like the first, and its secrets stay out of the results', async () => {
    const options = { settings: expendable[endpoint] }
    const honest = await judgeLocking(endpoint, undefined, isLogin, options)
    expect(honest.reasons).toEqual([])
    const fault = ({ sqs: 'sqs-password-prefix', autodialer: 'autodialer-password-prefix' } as const)[
      endpoint
    ]
    const faulty = await judgeLocking(endpoint, undefined, isLogin, { ...options, faults: [fault] })
    expect(faulty.reasons.map((reason) => reason.split(':')[0])).toContain('auth-password-longer')
    const [, ...secrets] = Object.entries(options.settings)
    expect(leaksIn(JSON.stringify(faulty.run.results), Object.fromEntries(secrets))).toEqual([])
  })

  test('--refusals-only: reads stand between them, and nothing is written', async () => {
    const { mock, before, run } = await judgeLocking(endpoint, `${endpoint}-locks-after-3-401`, isLogin, {
      refusalsOnly: true,
    })
    const verdicts = run.results.map(({ verdict }) => verdict)
    expect(verdicts.filter((verdict) => verdict === 'pass').length).toBeGreaterThan(20)
    expect(verdicts).not.toContain('inconclusive')
    expect(mock.snapshot()).toEqual(before)
  })

  test('the group that was given, where none can be made, is left as it was put back', async () => {
    const variants = { sqs: ['sqs-no-siblings'], autodialer: ['autodialer-no-add'] }[endpoint]
    const { run, reasons } = await judgeLocking(endpoint, `${endpoint}-locks-after-5-in-all-401`, few, {
      variants,
    })
    expect(reasons.filter((reason) => reason.includes('the account seems locked'))).not.toEqual([])
    const told = {
      sqs: 'keeps its last values: what it held could not be read',
      autodialer: 'put back but for numbers',
    }
    expect(run.leftovers[0]).toContain(told[endpoint])
  })
})

interface Circumstances extends Pick<MockOptions, 'faults' | 'variants'>, Omit<Judging, 'choose'> {
  readonly settings?: Readonly<Record<string, string>>
}

interface Judged {
  readonly mock: Mock
  readonly before: unknown
  readonly run: EndpointResults
  /** The status of a right login afterwards. */
  readonly after: number
  /** What is neither a pass nor not tested: the check, its verdict and why. */
  readonly reasons: readonly string[]
}

/** Runs checks on a reference server whose accounts lock. */
async function judgeLocking(
  endpoint: Endpoint,
  lock: string | undefined,
  choose: (check: Check) => boolean,
  { settings = {}, faults = [], variants = [], ...judging }: Circumstances = {},
): Promise<Judged> {
  const locks = lock === undefined ? [] : [lock]
  const mock = await startMock({ faults, variants: [...variants, ...locks], keepRequests: true })
  try {
    const before = mock.snapshot()
    const environment = { ...mock.environment, ...settings }
    const run = await judge(endpoint, environment, { ...judging, choose: (all) => all.filter(choose) })
    const results = diagnose(run.results, run.selected, run.lost)
    const told = results.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'not-tested')
    const reasons = told.map(({ id, verdict, reason }) => `${id}: ${verdict}: ${reason}`)
    const { status } = await { sqs, autodialer }[endpoint](mock, { body: '{}' })
    return { mock, before, run, reasons, after: status }
  } finally {
    await mock.close()
  }
}

/** What a right login is answered with nothing in it. */
const letIn = { sqs: 412, autodialer: 200 }

const [, , caretaker] = sqsAccounts
const [, , nightShift] = autodialerAccounts

/** An account that may be locked. */
const expendable = {
  sqs: { SQS_EXPENDABLE_USERNAME: caretaker.username, SQS_EXPENDABLE_PASSWORD: caretaker.password },
  autodialer: {
    AUTODIALER_EXPENDABLE_USERNAME: nightShift.username,
    AUTODIALER_EXPENDABLE_PASSWORD: nightShift.password,
    AUTODIALER_EXPENDABLE_API_KEY: nightShift.apiKey,
  },
}

/** Those that show credentials, and not all those of one account. */
function wrongLogins(requests: readonly RawRequest[], endpoint: Endpoint): RawRequest[] {
  return requests.filter((request) => kindOf(request, endpoint) === 'wrong')
}

/** The most wrong logins for the first user between its right ones, in the order in which they came. */
function longestRow(requests: readonly RawRequest[], endpoint: Endpoint): number {
  let row = 0
  let longest = 0
  for (const request of requests) {
    if (kindOf(request, endpoint) === 'first') row = 0
    if (failsFirst(request, endpoint)) longest = Math.max(longest, ++row)
  }
  return longest
}

/** How many wrong logins the server counts for the first user: it goes by the very name. */
function wrongFor(requests: readonly RawRequest[], endpoint: Endpoint): number {
  const [{ username }] = endpoint === 'sqs' ? sqsAccounts : autodialerAccounts
  const isTheirs = (each: RawRequest) => parseBasic(headerOf(each, 'authorization'))?.username === username
  return wrongLogins(requests, endpoint).filter(isTheirs).length
}

/** Whether a lenient directory counts a request as a login of the first user that failed. */
function failsFirst(request: RawRequest, endpoint: Endpoint): boolean {
  const [first] = endpoint === 'sqs' ? sqsAccounts : autodialerAccounts
  const user = parseBasic(headerOf(request, 'authorization'))?.username.trim().toLowerCase()
  return kindOf(request, endpoint) === 'wrong' && user === first.username
}

function headerOf({ rawHeaders }: RawRequest, name: string): string | undefined {
  const at = rawHeaders.findIndex((each) => each.toLowerCase() === name)
  return at < 0 ? undefined : rawHeaders[at + 1]
}

function kindOf(request: RawRequest, endpoint: Endpoint): 'none' | 'wrong' | 'first' | 'other' {
  const authorization = headerOf(request, 'authorization')
  const key = headerOf(request, 'x-apikey')
  if (authorization === undefined && key === undefined) return 'none'
  const pair = parseBasic(authorization)
  const isOf = (each: { username: string; password: string; apiKey?: string }) =>
    each.username === pair?.username && each.password === pair.password && each.apiKey === key
  const at = (endpoint === 'sqs' ? sqsAccounts : autodialerAccounts).findIndex(isOf)
  if (at < 0) return 'wrong'
  return at === 0 ? 'first' : 'other'
}
