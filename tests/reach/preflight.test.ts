import { describe, expect } from 'vitest'
import { type Command, test } from '../run/command.ts'
import { nobody, serve, started } from '../run/servers.ts'

/** What stands between the operator and a first verdict: one line says what went wrong and which settings to look at. */
interface Obstacle {
  readonly variants?: readonly string[]
  readonly settings: () => Promise<Readonly<Record<string, string>>>
  /** The text of `.env`; the environment goes before it. */
  readonly file?: string
  readonly says: RegExp
  /** Whether an update seemed to be carried out: then a group may hold something of it. */
  readonly writes?: true
}

/** A server that gives one answer to everything. */
const always =
  (status: number, headers: Readonly<Record<string, string>> = {}, body = '') =>
  async () => ({
    SQS_BASE_URL: await serve((_incoming, response) => void response.writeHead(status, headers).end(body)),
  })
const html = { 'content-type': 'text/html' }
const login = '<!doctype html><html><title>Sign in</title><p>Please.</html>'

const obstacles: Readonly<Record<string, Obstacle>> = {
  'a name that does not resolve': {
    settings: async () => ({ SQS_BASE_URL: 'https://staging.invalid' }),
    says: /https:\/\/staging\.invalid does not resolve \(\w+\): look at SQS_BASE_URL$/,
  },
  'nobody who listens': {
    settings: async () => ({ SQS_BASE_URL: await nobody() }),
    says: /cannot connect to .* \(ECONNREFUSED\): look at SQS_BASE_URL$/,
  },
  'a server that does not answer in time': {
    settings: async () => ({ SQS_BASE_URL: await serve(() => {}) }),
    says: /within 1000 ms: look at SQS_BASE_URL, --timeout$/,
  },
  'a page to sign in': {
    settings: always(200, html, login),
    says: /a page of HTML with status 200, titled "Sign in".*: look at SQS_BASE_URL.*, SQS_EXTRA_HEADERS$/,
  },
  'a redirect': {
    settings: always(302, { location: 'https://sso.example.org/login' }),
    says: /a redirect \(302\) to https:\/\/sso\.example\.org\/login: look at SQS_BASE_URL .*, SQS_EXTRA_HEADERS$/,
  },
  'a gateway with nothing behind it': {
    settings: always(502),
    says: /what stands in front of the endpoint answered 502: look at SQS_BASE_URL, SQS_EXTRA_HEADERS$/,
  },
  'a server that asks to wait for a day': {
    settings: always(503, { 'retry-after': '99999' }),
    says: /overloaded \(503\), and asks to wait \(Retry-After: 99999\): look at --rate/,
  },
  'a content coding that nobody asked for': {
    settings: always(200, { 'content-encoding': 'zstd', 'content-type': 'application/json' }, 'x'),
    says: /in the content coding zstd, which was not asked for: look at SQS_BASE_URL, SQS_EXTRA_HEADERS$/,
    writes: true,
  },
  'an address below which nothing is found': {
    settings: always(404, html, '<html><title>Not Found</title></html>'),
    says: /(nothing was found below http:\S+ \(404\)|titled "Not Found"\S*.*): look at SQS_BASE_URL/,
  },
  'an address below which nothing is found, without a group': {
    settings: async () => ({ ...(await always(404, {}, 'no')()), SQS_GROUP_ID: '' }),
    says: /nothing was found below http:\S+ \(404\): look at SQS_BASE_URL, its path prefix above all$/,
  },
  'a body that is not in the coding that it names': {
    settings: always(200, { 'content-encoding': 'br', 'content-type': 'application/json' }, '{"a":1}'),
    says: /the answer is not in the content coding br that its header names: look at SQS_BASE_URL, SQS_EXTRA_HEADERS$/,
    writes: true,
  },
  'a password with the quotes that docker keeps': {
    settings: async () => ({ SQS_PASSWORD: "'Sonne7Xy'" }),
    says: /look at SQS_USERNAME, SQS_PASSWORD; SQS_PASSWORD has quotes around it that are a part of the value$/,
  },
  'a password with a blank at its end': {
    settings: async () => ({ SQS_PASSWORD: 'Sonne7Xy ' }),
    says: /look at SQS_USERNAME, SQS_PASSWORD; SQS_PASSWORD has a blank at an end$/,
  },
  'a password whose end a file takes for a comment': {
    settings: async () => ({ SQS_USERNAME: '', SQS_PASSWORD: '' }),
    file: 'SQS_USERNAME=sqs-tester\nexport SQS_PASSWORD = pass1234567 #ss\n',
    says: /look at SQS_USERNAME, SQS_PASSWORD; SQS_PASSWORD ends before the # in \.env:2; put 'single quotes' around the value if that is a part of it$/,
  },
  'a wrong password in the environment, and another one before a comment in a file': {
    settings: async () => ({ SQS_PASSWORD: 'not the password' }),
    file: 'SQS_PASSWORD=pass1234567 #ss\n',
    says: /the credentials were refused \(401\): look at SQS_USERNAME, SQS_PASSWORD$/,
  },
  'a wrong password in quotes before a comment': {
    settings: async () => ({ SQS_PASSWORD: '' }),
    file: "SQS_PASSWORD='pass1234567' #ss\n",
    says: /the credentials were refused \(401\): look at SQS_USERNAME, SQS_PASSWORD$/,
  },
  'a wrong password': {
    settings: async () => ({ SQS_PASSWORD: 'not the password' }),
    says: /the credentials were refused \(401\): look at SQS_USERNAME, SQS_PASSWORD$/,
  },
  'a tenant that is not known': {
    variants: ['sqs-no-create'],
    settings: async () => ({ SQS_TENANT: 'nowhere' }),
    says: /a valid update of group \w+ was refused \(404\): look at SQS_GROUP_ID, SQS_TENANT, SQS_OWNER_ID, and at SQS_BASE_URL, should its path prefix be wrong$/,
  },
  'a group that is not there': {
    variants: ['sqs-no-create'],
    settings: async () => ({ SQS_GROUP_ID: 'NoSuchGroup000000000' }),
    says: /a valid update of group \w+ was refused \(404\): look at SQS_GROUP_ID, SQS_TENANT, SQS_OWNER_ID, and at SQS_BASE_URL, should its path prefix be wrong$/,
  },
}

describe.for(Object.entries(obstacles))('%s', ([, { variants = [], settings, file, says, writes }]) => {
  test('is the one reason that is given', async ({ commandInProcess }) => {
    const { code, reasons, leftovers } = await runWith(commandInProcess, variants, await settings(), file)
    expect(code).toBe(3)
    expect(reasons).toEqual([expect.stringMatching(says)])
    if (!writes) expect(leftovers).toEqual([])
  })
})

const noGroup = {
  'a gateway knows no such address, and says so in JSON': {
    refusing: always(404, { 'content-type': 'application/json' }, '{"message":"no Route matched"}'),
    says: /set SQS_GROUP_ID to .*answered 404; where that operation should be there, look at SQS_BASE_URL, its path prefix above all/,
  },
  'the server wants shorter names': {
    refusing: always(412, { 'content-type': 'application/json' }, '{"name":"at most 16 characters"}'),
    says: /set SQS_GROUP_ID to .*answered 412: \{"name":"at most 16 characters"\}\)/,
  },
}

test.for(Object.entries(noGroup))(
  'that %s may be why no group can be made',
  async ([, { refusing, says }], { commandInProcess }) => {
    const {
      SQS_GROUP_ID: _first,
      SQS_SECOND_GROUP_ID: _second,
      ...environment
    } = (await started({})).environment
    const { code, stdout } = await commandInProcess(['run', 'sqs'], {
      environment: { ...environment, ...(await refusing()) },
    })
    expect(stdout).toMatch(says)
    expect(code).toBe(3)
  },
)

async function runWith(
  command: Command,
  variants: readonly string[],
  settings: Readonly<Record<string, string>>,
  file = '',
) {
  const { environment } = await started({ variants })
  const args = ['run', 'sqs', '--timeout', '1', '--allow-host', 'staging.invalid', '--only', 'auth-*']
  const { code, record, stdout } = await command(args, {
    environment: { ...environment, ...settings },
    files: { '.env': file },
  })
  expect(record.endpoints[0]?.counts.fail).toBe(0)
  const leftovers = record.endpoints[0]?.leftovers ?? []
  return {
    code,
    leftovers,
    reasons: stdout.split('\n').filter((line) => line.startsWith('INCONCLUSIVE sqs: ')),
  }
}
