import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { type Mock, startMock } from '../../mock/server.ts'
import { test } from './command.ts'
import { inProcess } from './command-in-process.ts'

let mock: Mock
let folder: string

beforeAll(async () => {
  mock = await startMock({ keepRequests: true })
  folder = mkdtempSync(join(tmpdir(), 'group-update-conformance-'))
  writeFileSync(join(folder, 'taken'), 'a file')
  const { privateKey } = generateKeyPairSync('ed25519')
  writeFileSync(join(folder, 'key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }))
  writeFileSync(join(folder, 'cut.pem'), '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n')
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await mock.close()
})

interface Wrong {
  readonly what: string
  readonly args?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  /** What standard error says: the setting, and what is expected of it. */
  readonly says: readonly string[]
  /** What it keeps to itself. */
  readonly hides?: string
}

const settings: readonly Wrong[] = [
  {
    what: 'an address that is no URL',
    environment: { SQS_BASE_URL: 'staging.example.org' },
    says: ['SQS_BASE_URL', 'expected scheme and host'],
  },
  {
    what: 'a scheme that is not served',
    environment: { SQS_BASE_URL: 'ftp://127.0.0.1/' },
    says: ['SQS_BASE_URL', 'ftp:', 'expected http: or https:'],
  },
  {
    what: 'an address with a query',
    environment: { SQS_BASE_URL: 'http://127.0.0.1/?x=1' },
    says: ['SQS_BASE_URL', 'query', 'expected scheme and host'],
  },
  {
    what: 'an address that holds credentials',
    environment: { SQS_BASE_URL: 'http://tester:Tr0ub4dor@127.0.0.1:1/' },
    says: ['SQS_BASE_URL', 'settings of their own'],
    hides: 'Tr0ub4dor',
  },
  {
    what: 'a host that is not this machine',
    environment: { SQS_BASE_URL: 'http://staging.invalid' },
    says: ['SQS_BASE_URL', 'staging.invalid', '--allow-host'],
  },
  {
    what: 'a host whose name only starts like this machine',
    environment: { SQS_BASE_URL: 'http://127.0.0.1.staging.invalid' },
    says: ['SQS_BASE_URL', '127.0.0.1.staging.invalid', '--allow-host'],
  },
  {
    what: 'a user without a password',
    environment: { SQS_PASSWORD: '' },
    says: ['SQS_USERNAME given', 'SQS_PASSWORD empty', 'together'],
  },
  {
    what: 'a password without a user',
    environment: { SQS_USERNAME: '' },
    says: ['SQS_PASSWORD given', 'SQS_USERNAME empty', 'together'],
    hides: 'Sonne7Xy',
  },
  {
    what: 'an account without the key that goes with it',
    environment: { AUTODIALER_API_KEY: '' },
    says: ['AUTODIALER_API_KEY empty', 'together', 'AUTODIALER_AUTH is both'],
    hides: 'Aa123456',
  },
  {
    what: 'half an unprivileged account',
    environment: { AUTODIALER_UNPRIVILEGED_API_KEY: '' },
    says: ['AUTODIALER_UNPRIVILEGED_API_KEY empty', 'together'],
    hides: 'Bb654321',
  },
  {
    what: 'an unknown mode of authentication',
    environment: { AUTODIALER_AUTH: 'digest' },
    says: ['AUTODIALER_AUTH', 'digest', 'both, basic, apikey'],
  },
  {
    what: 'an account and no address',
    environment: { AUTODIALER_BASE_URL: '', SQS_BASE_URL: '' },
    says: ['AUTODIALER_BASE_URL is empty', 'AUTODIALER_USERNAME is given', 'expected scheme and host'],
  },
  {
    what: 'an endpoint that is named and has no address',
    args: ['sqs'],
    environment: { SQS_BASE_URL: '' },
    says: ['SQS_BASE_URL is empty', 'expected scheme and host'],
  },
  { what: 'no tenant', environment: { SQS_TENANT: '' }, says: ['SQS_TENANT is empty', 'expected'] },
  {
    what: 'a group of another tenant without that tenant',
    environment: { SQS_OTHER_TENANT: '' },
    says: ['SQS_OTHER_TENANT is empty', 'expected'],
  },
  {
    what: 'an extra header that is none',
    environment: { SQS_EXTRA_HEADERS: 'X-Gate: open; s3same street' },
    says: ['SQS_EXTRA_HEADERS', 'entry 2', 'Name: value'],
    hides: 's3same',
  },
  {
    what: 'a key that no header can carry',
    environment: { AUTODIALER_API_KEY: 'Schlüssel→Kasten' },
    says: ['AUTODIALER_API_KEY', 'expected Latin-1'],
    hides: 'Kasten',
  },
  {
    what: 'certificates that are not there',
    environment: { CONFORMANCE_CA_FILE: 'no-such.pem' },
    says: ['CONFORMANCE_CA_FILE', 'no-such.pem', 'expected'],
  },
  {
    what: 'certificates that are none',
    environment: { CONFORMANCE_CA_FILE: 'package.json' },
    says: ['CONFORMANCE_CA_FILE', 'package.json', 'not PEM', 'expected a file of certificates'],
  },
  {
    what: 'a key in place of certificates',
    environment: { CONFORMANCE_CA_FILE: '{folder}/key.pem' },
    says: ['CONFORMANCE_CA_FILE', 'key.pem', 'holds no certificate', 'expected a file of certificates (PEM)'],
  },
  {
    what: 'a certificate that was cut off',
    environment: { CONFORMANCE_CA_FILE: '{folder}/cut.pem' },
    says: ['CONFORMANCE_CA_FILE', 'cut.pem', 'certificate 1', 'expected a file of certificates (PEM)'],
  },
  {
    what: 'a client certificate without its key',
    environment: { CONFORMANCE_CLIENT_CERT_FILE: 'tests/reach/not-a-pair.pem' },
    says: ['CONFORMANCE_CLIENT_KEY_FILE is empty', 'together'],
  },
  {
    what: 'a client certificate that is none',
    environment: {
      CONFORMANCE_CLIENT_CERT_FILE: 'tests/reach/not-a-pair.pem',
      CONFORMANCE_CLIENT_KEY_FILE: 'tests/reach/not-a-pair.pem',
    },
    says: ['CONFORMANCE_CLIENT_CERT_FILE and CONFORMANCE_CLIENT_KEY_FILE', 'expected a pair'],
  },
  {
    what: 'a secret and a file of it',
    environment: { SQS_PASSWORD_FILE: 'package.json' },
    says: ['SQS_PASSWORD and SQS_PASSWORD_FILE are both given', 'expected one'],
    hides: 'Sonne7Xy',
  },
  {
    what: 'a file of a secret that is not there',
    environment: { SQS_PASSWORD: '', SQS_PASSWORD_FILE: 'no-such-file' },
    says: ['SQS_PASSWORD_FILE', 'no-such-file', 'expected a file that holds the value'],
  },
  {
    what: 'another tenant that is the same one',
    environment: { SQS_OTHER_TENANT: 'northwind' },
    says: ['SQS_OTHER_TENANT', 'SQS_TENANT', 'expected a tenant other than'],
  },
  {
    what: 'a switch that is neither on nor off',
    environment: { CONFORMANCE_INSECURE_TLS: 'yes' },
    says: ['CONFORMANCE_INSECURE_TLS', 'yes', 'expected 1, 0'],
  },
]

const options: readonly Wrong[] = [
  { what: 'an unknown option', args: ['--fial-on', 'must'], says: ["'--fial-on'"] },
  { what: 'an unknown endpoint', args: ['sqz'], says: ['no endpoint sqz', 'autodialer or sqs'] },
  { what: 'an unknown gate', args: ['--fail-on', 'may'], says: ['--fail-on', 'must, should, inferred'] },
  { what: 'no cases', args: ['--cases', '0'], says: ['--cases', 'whole number of at least 1'] },
  {
    what: 'a seed that is no number',
    args: ['--seed', '1e3'],
    says: ['--seed', 'whole number of at least 0'],
  },
  { what: 'no time for a request', args: ['--timeout', '0'], says: ['--timeout', 'from 1 to 2147483'] },
  {
    what: 'a time for a request that no timer can wait',
    args: ['--timeout', '2147484'],
    says: ['--timeout', 'from 1 to 2147483'],
  },
  { what: 'no concurrency', args: ['--concurrency', '0'], says: ['--concurrency', 'at least 1'] },
  {
    what: 'a pattern that matches nothing',
    args: ['--only', 'auth-mising'],
    says: ['--only auth-mising', 'matches no check', '--list'],
  },
  {
    what: 'a pattern that matches nothing of the endpoint that is named',
    args: ['autodialer', '--only', 'tenant-*'],
    says: ['--only tenant-*', 'matches no check'],
  },
  {
    what: 'a pattern that leaves out nothing',
    args: ['--skip', 'auth-mising'],
    says: ['--skip auth-mising', 'matches no check'],
  },
  {
    what: 'patterns that leave nothing to check',
    args: ['--only', 'auth-missing', '--skip', 'auth-*'],
    says: ['--only and --skip', 'no check', 'expected'],
  },
  {
    what: 'a named file of settings that is not there',
    args: ['--env', 'no.env'],
    says: ['--env no.env', 'no such file', 'expected'],
  },
  {
    what: 'a folder in place of a file of settings',
    args: ['--env', '.'],
    says: ['--env .', 'expected a file'],
  },
  {
    what: 'reports where there can be none',
    args: ['--reports', '{folder}/taken/reports'],
    says: ['--reports', 'taken/reports', 'expected a folder'],
  },
]

describe('exit 2: wrong settings send nothing, write nothing, and are named with what is expected', () => {
  test.for([...settings, ...options])('$what', async ({ args = [], environment = {}, says, hides }) => {
    const reports = join(folder, 'reports')
    const inFolder = (each: string) => each.replace('{folder}', folder)
    const over = Object.entries(environment).map(([name, value]) => [name, inFolder(value)])
    const said = await inProcess(['run', '--reports', reports, ...args.map(inFolder)], {
      ...mock.environment,
      ...Object.fromEntries(over),
    })
    expect(said.code).toBe(2)
    for (const part of says) expect(said.stderr).toContain(part)
    if (hides !== undefined) expect(said.stderr).not.toContain(hides)
    expect(said.stderr).toMatch(/^[^\n]+\n(\(Did you mean [^\n]+\)\n)?$/)
    expect(said.stdout).toBe('')
    expect(existsSync(reports)).toBe(false)
    expect(mock.requests).toEqual([])
  })
})

describe('as a process', () => {
  test('a wrong setting is one line and exit code 2', async ({ command }) => {
    const environment = { ...mock.environment, SQS_BASE_URL: 'nowhere' }
    const ran = await command(['run'], { environment })
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).toMatch(/^group-update-conformance: SQS_BASE_URL is not a URL; expected .*\n$/)
    expect(ran.file('reports/conformance.json')).toBeUndefined()
  })

  test('so is an unknown fault of the reference server, with the one that was meant', async ({ command }) => {
    const ran = await command(['mock', '--fault', 'sqs-forgetz'])
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).toMatch(/"sqs-forgetz".*did you mean "sqs-forgets"/)
    expect(ran.stderr.trim().split('\n')).toHaveLength(1)
  })

  test('and a port that is taken', async ({ command }) => {
    const ran = await command(['mock', '--port', new URL(mock.url).port])
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).toMatch(/^group-update-conformance: .*EADDRINUSE.*\n$/)
  })

  test('an unknown command and no command at all are wrong usage; asking for help is not', async ({
    command,
  }) => {
    expect(await command(['rnu'])).toMatchObject({ code: 2, stdout: '' })
    expect(await command([])).toMatchObject({ code: 2, stdout: '' })
    const helped = await command(['run', '--help'])
    expect(helped).toMatchObject({ code: 0, stderr: '' })
    expect(helped.stdout).toContain('--fail-on <level>')
  })
})
