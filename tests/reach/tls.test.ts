import { createPrivateKey } from 'node:crypto'
import { describe, expect } from 'vitest'
import { childrenOf, readElement } from '../report/junit-schema.ts'
import { recordProblems } from '../report/records.ts'
import { type Command, type Ran, test } from '../run/command.ts'
import { only, started } from '../run/servers.ts'
import { inDays, issue, makeAuthority } from './certificates.ts'
import { serveSecurely } from './secure-server.ts'

const authority = await makeAuthority('Authority of the company')
const stranger = await makeAuthority('Authority of somebody else')
const ordinary = await issue(authority)
const client = await issue(authority)

/** What the operator has at hand, and which settings name it. */
const files = {
  'ca.pem': authority.cert,
  'other-ca.pem': stranger.cert,
  'client.pem': client.cert,
  'client.key': client.key,
  'encrypted.key': createPrivateKey(client.key)
    .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open sesame' })
    .toString(),
}
const trusted = { CONFORMANCE_CA_FILE: 'ca.pem' }
const introduced = { CONFORMANCE_CLIENT_CERT_FILE: 'client.pem', CONFORMANCE_CLIENT_KEY_FILE: 'client.key' }
const encrypted = { ...introduced, CONFORMANCE_CLIENT_KEY_FILE: 'encrypted.key' }
const insecure = { CONFORMANCE_INSECURE_TLS: '1' }

const servers = {
  ordinary,
  expired: await issue(authority, { until: inDays(-1) }),
  'for another name': await issue(authority, { address: '127.0.0.99' }),
  exclusive: { ...ordinary, ca: authority.cert, requestCert: true, rejectUnauthorized: true },
} as const

describe.for([
  ['of a private authority that is named', 'ordinary', trusted],
  ['that asks for a client certificate and gets it', 'exclusive', { ...trusted, ...introduced }],
  [
    'that asks for a client certificate whose key is encrypted',
    'exclusive',
    { ...trusted, ...encrypted, CONFORMANCE_CLIENT_KEY_PASSPHRASE: 'open sesame' },
  ],
  [
    'of an authority that Node is reported, where another one is named',
    'ordinary',
    { CONFORMANCE_CA_FILE: 'other-ca.pem', NODE_EXTRA_CA_CERTS: 'ca.pem' },
  ],
  ['that has expired, where any is accepted', 'expired', insecure],
  ['for another name, where any is accepted', 'for another name', insecure],
] as const)('a server with a certificate %s', ([, kind, settings]) => {
  test('is reached', async ({ command, commandInProcess }) => {
    // Node reads its own variable as it starts.
    const ran = await runAt('NODE_EXTRA_CA_CERTS' in settings ? command : commandInProcess, kind, settings)
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(ran.record.endpoints[0]?.counts.pass).toBe(1)
  })
})

describe.for([
  ['of an authority that is not named', 'ordinary', {}, 'CONFORMANCE_CA_FILE'],
  ['of another authority', 'ordinary', { CONFORMANCE_CA_FILE: 'other-ca.pem' }, 'CONFORMANCE_CA_FILE'],
  ['that has expired', 'expired', trusted, 'CONFORMANCE_INSECURE_TLS'],
  ['for another name', 'for another name', trusted, 'SQS_BASE_URL'],
  ['that asks for a client certificate', 'exclusive', trusted, 'CONFORMANCE_CLIENT_CERT_FILE'],
] as const)('a server with a certificate %s', ([, kind, settings, setting]) => {
  test(`is sent nothing: look at ${setting}`, async ({ commandInProcess }) => {
    const ran = await runAt(commandInProcess, kind, settings)
    expect(ran).toMatchObject({ code: 3, stderr: '' })
    expect(ran.stdout).toMatch(new RegExp(`^INCONCLUSIVE sqs: .*: look at .*${setting}$`, 'm'))
    expect(ran.requests).toBe(0)
  })
})

test.for([
  [
    {},
    'CONFORMANCE_CLIENT_KEY_FILE names a key that is encrypted, and CONFORMANCE_CLIENT_KEY_PASSPHRASE is empty',
  ],
  [{ CONFORMANCE_CLIENT_KEY_PASSPHRASE: 'sesame' }, 'CONFORMANCE_CLIENT_KEY_PASSPHRASE does not open'],
] as const)(
  'an encrypted key that is not opened is exit 2: %j',
  async ([settings, says], { commandInProcess }) => {
    const { environment } = await started()
    const ran = await commandInProcess(['run', 'sqs'], {
      environment: { ...only('sqs', environment), ...encrypted, ...settings },
      files,
    })
    expect(ran).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(says) })
    expect(ran.stderr.trim().split('\n')).toHaveLength(1)
  },
)

test('a server that does not speak TLS at all is named by its address', async ({ commandInProcess }) => {
  const { environment, url } = await started()
  const ran = await commandInProcess(['run', '--only', 'auth-missing'], {
    environment: { ...only('sqs', environment), SQS_BASE_URL: url.replace('http:', 'https:') },
  })
  expect(ran.code).toBe(3)
  expect(ran.stdout).toMatch(/^INCONCLUSIVE sqs: .*look at SQS_BASE_URL$/m)
})

describe('that any certificate is accepted', () => {
  const told = (ran: Ran) => {
    const suites = childrenOf(readElement(ran.file('reports/junit.xml') ?? ''), 'testsuite')
    const properties = suites
      .flatMap((suite) => childrenOf(suite, 'properties'))
      .flatMap(({ children }) => children)
    return {
      record: ran.record.endpoints[0]?.insecureTls ?? false,
      console: /any certificate accepted/.test(ran.stdout),
      junit: properties.some(({ attributes }) => attributes.name === 'insecureTls'),
    }
  }

  test('is said in the record, in JUnit and on the terminal', async ({ commandInProcess }) => {
    const ran = await runAt(commandInProcess, 'ordinary', insecure)
    expect(told(ran)).toEqual({ record: true, console: true, junit: true })
    expect(recordProblems(ran.record)).toEqual([])
  })

  test('is said nowhere where it was not chosen', async ({ commandInProcess }) => {
    const ran = await runAt(commandInProcess, 'ordinary', trusted)
    expect(told(ran)).toEqual({ record: false, console: false, junit: false })
  })
})

/** Runs one check on a server of that kind; `requests` counts what got through to it. */
async function runAt(
  command: Command,
  kind: keyof typeof servers,
  settings: Readonly<Record<string, string>>,
): Promise<Ran & { readonly requests: number }> {
  const mock = await started({ keepRequests: true })
  const url = await serveSecurely(mock.url, servers[kind])
  const ran = await command(['run', '--only', 'auth-missing'], {
    environment: { ...only('sqs', mock.environment), SQS_BASE_URL: url, ...settings },
    files,
  })
  return { ...ran, record: ran.record, requests: mock.requests.length }
}
