import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { packageRoot } from '../../helpers/package-root.ts'
import { baseAddress } from '../../helpers/target/base-address.ts'
import { type Mock, startMock } from '../../mock/server.ts'
import { inProcess } from './command-in-process.ts'

// A mistake of the operator must not look like a verdict: each row ends in exit code 2, in one line that names what is
// wrong and what to do, before anything is sent or written.

let mock: Mock
let folder: string

beforeAll(async () => {
  mock = await startMock({ keepRequests: true })
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'group-update-conformance-'))
  return () => rmSync(folder, { recursive: true })
})
afterAll(() => mock.close())

interface Accident {
  readonly what: string
  /** Behind `run`; `{folder}` stands for the folder of the test. */
  readonly args?: readonly string[]
  /** Another command than `run`, with all its arguments. */
  readonly line?: readonly string[]
  /** The whole environment. */
  readonly environment?: Readonly<Record<string, string>>
  /** As `environment`, over settings that are right. */
  readonly over?: Readonly<Record<string, string>>
  readonly files?: Readonly<Record<string, string | Buffer>>
  readonly says: readonly string[]
  readonly hides?: string
}

const url = 'http://127.0.0.1:1'

const nothingJudged: readonly Accident[] = [
  {
    what: 'a misspelt address',
    environment: { SQS_BASEURL: url },
    says: ['SQS_BASEURL is no setting', 'did you mean SQS_BASE_URL'],
  },
  {
    what: 'an address in small letters',
    environment: { sqs_base_url: url },
    says: ['sqs_base_url is no setting', 'did you mean SQS_BASE_URL'],
  },
  {
    what: 'a misspelt prefix',
    environment: { AUTODIALLER_BASE_URL: url },
    says: ['AUTODIALLER_BASE_URL is no setting', 'did you mean AUTODIALER_BASE_URL'],
  },
  {
    what: 'a misspelt setting beside right ones',
    over: { SQS_UNPRIVILIGED_USERNAME: 'x' },
    says: ['SQS_UNPRIVILIGED_USERNAME is no setting', 'did you mean SQS_UNPRIVILEGED_USERNAME'],
  },
  {
    what: 'a misspelt setting of no endpoint',
    over: { CONFORMANCE_CAFILE: 'x.pem' },
    says: ['CONFORMANCE_CAFILE is no setting', 'did you mean CONFORMANCE_CA_FILE'],
  },
  { what: 'a tenant alone', environment: { SQS_TENANT: 'x' }, says: ['SQS_BASE_URL is empty', 'SQS_TENANT'] },
  {
    what: 'a file of a secret alone',
    environment: { SQS_PASSWORD_FILE: 'package.json' },
    says: ['SQS_BASE_URL is empty', 'SQS_PASSWORD'],
  },
  {
    what: 'an address that came empty',
    environment: { SQS_BASE_URL: '' },
    says: ['SQS_BASE_URL is set and empty', '--embedded'],
  },
  {
    what: 'an address that came empty, where all is required',
    args: ['--require-all'],
    environment: { SQS_BASE_URL: '', CONFORMANCE_ALLOW_HOSTS: 'staging.example.org' },
    says: ['CONFORMANCE_ALLOW_HOSTS is given', 'SQS_BASE_URL'],
  },
  {
    what: 'a host that is allowed and no address',
    args: ['--allow-host', 'staging.example.org'],
    says: ['--allow-host staging.example.org is given', 'SQS_BASE_URL'],
  },
  {
    what: 'certificates and no address',
    environment: { CONFORMANCE_CA_FILE: 'x.pem' },
    says: ['CONFORMANCE_CA_FILE is given', 'AUTODIALER_BASE_URL'],
  },
  {
    what: 'one endpoint that has an address, and another that has all but one',
    over: { AUTODIALER_BASE_URL: '' },
    says: ['AUTODIALER_BASE_URL is empty', 'AUTODIALER_USERNAME is given', 'to check sqs alone, name it'],
  },
  {
    what: 'a named file with nothing in it',
    args: ['--env', '{folder}/empty.env'],
    files: { 'empty.env': '' },
    says: ['empty.env', 'gives no setting', '.env.example'],
  },
  {
    what: 'a named file with nothing known in it',
    args: ['--env', '{folder}/other.env'],
    files: { 'other.env': 'DATABASE_URL=x\nSQS_BASE_URL=\n' },
    says: ['other.env', 'gives no setting', '.env.example'],
  },
  {
    what: 'a named file of other settings beside right ones',
    args: ['--env', '{folder}/other.env'],
    over: {},
    files: { 'other.env': 'DATABASE_URL=x\n' },
    says: ['other.env', 'gives no setting'],
  },
  {
    what: 'a misspelt setting in a named file',
    args: ['--env', '{folder}/a.env'],
    files: { 'a.env': `SQS_BASE_URL=${url}\nSQS_TENNANT=x\n` },
    says: ['SQS_TENNANT is no setting', 'did you mean SQS_TENANT'],
  },
  ...['/sqs/api', '/sqs/api/groups', '/gate/sqs/api/groups/'].map((path) => ({
    what: `an address that ends in ${path}`,
    over: { SQS_BASE_URL: `${url}${path}` },
    says: ['SQS_BASE_URL ends in /sqs/api', 'is appended to it', 'expected scheme and host'],
  })),
  ...['pa#ss', 'pa#', 'p a#ss # comment'].map((text) => ({
    what: `the value ${text} without quotes in a file`,
    args: ['--env', '{folder}/a.env'],
    files: { 'a.env': `SQS_TENANT=x\nexport SQS_PASSWORD = ${text}\n` },
    says: ['a.env:2: SQS_PASSWORD holds a #', "put 'single quotes' around the value"],
    hides: text,
  })),
  {
    what: 'a file in UTF-16 is read: what is missing in it is told',
    args: ['--env', '{folder}/a.env'],
    files: { 'a.env': Buffer.from(`\ufeffSQS_TENANT=northwind\r\n`, 'utf16le') },
    says: ['SQS_BASE_URL is empty', 'SQS_TENANT is given'],
  },
  {
    what: 'a file in UTF-16 without a mark',
    args: ['--env', '{folder}/a.env'],
    files: { 'a.env': Buffer.from(`SQS_TENANT=northwind\r\n`, 'utf16le') },
    says: ['a.env', 'is not text in UTF-8'],
  },
  {
    what: 'a file in Latin-1',
    args: ['--env', '{folder}/a.env'],
    files: { 'a.env': Buffer.from(`SQS_PASSWORD=Schl\u00fcssel\n`, 'latin1') },
    says: ['a.env', 'is not text in UTF-8'],
  },
]

const headers: readonly Accident[] = [
  { what: 'a line end in a tenant', over: { SQS_TENANT: 'a\nb' }, says: ['SQS_TENANT holds a line end'] },
  {
    what: 'a line end behind a tenant',
    over: { SQS_TENANT: 'northwind\r\n' },
    says: ['SQS_TENANT holds a line end', 'expected one line'],
  },
  {
    what: 'a line end in a key',
    over: { AUTODIALER_API_KEY: 's3cret\nX-Admin: 1' },
    says: ['AUTODIALER_API_KEY holds a line end'],
    hides: 's3cret',
  },
  {
    what: 'a control character in a password',
    over: { SQS_PASSWORD: 's3cret\u0007' },
    says: ['SQS_PASSWORD holds a control character'],
    hides: 's3cret',
  },
  ...['SQS_USERNAME', 'SQS_PASSWORD', 'AUTODIALER_UNPRIVILEGED_PASSWORD'].map((name) => ({
    what: `a tab in ${name}`,
    over: { [name]: 's3cret\tx' },
    says: [`${name} holds a control character`, 'expected plain text'],
    hides: 's3cret',
  })),
  {
    what: 'a line end in an address',
    over: { SQS_BASE_URL: `${url}\n` },
    says: ['SQS_BASE_URL holds a line end'],
  },
  {
    what: 'a line end in an id',
    over: { SQS_GROUP_ID: 'a\n' },
    says: ['SQS_GROUP_ID holds a line end'],
  },
  {
    what: 'a colon in a user name',
    over: { SQS_USERNAME: 'DOMAIN:user' },
    says: ['SQS_USERNAME holds a colon', 'expected a name without one'],
  },
  {
    what: 'a colon in a second user name',
    over: { AUTODIALER_UNPRIVILEGED_USERNAME: 'DOMAIN:user' },
    says: ['AUTODIALER_UNPRIVILEGED_USERNAME holds a colon'],
  },
  ...['Expect', 'Content-Length', 'Transfer-Encoding', 'host', 'Connection', 'Content-Type'].map((name) => ({
    what: `the extra header ${name}`,
    over: { SQS_EXTRA_HEADERS: `X-Gate: open; ${name}: 5` },
    says: [`SQS_EXTRA_HEADERS has the header ${name}`, 'expected headers that a gateway asks for'],
  })),
  {
    what: 'a cookie whose semicolons divide',
    over: { SQS_EXTRA_HEADERS: 'Cookie: a=s3cret; b=2' },
    says: ['SQS_EXTRA_HEADERS: entry 2 is no header', 'one header a line or a JSON object'],
    hides: 's3cret',
  },
  {
    what: 'extra headers that begin as JSON',
    over: { SQS_EXTRA_HEADERS: '{Cookie: s3cret}' },
    says: ['SQS_EXTRA_HEADERS begins as JSON and is none', 'expected a JSON object'],
    hides: 's3cret',
  },
  {
    what: 'extra headers in JSON that are no texts',
    over: { SQS_EXTRA_HEADERS: '{"X-Gate":["s3cret"]}' },
    says: ['SQS_EXTRA_HEADERS has no text for X-Gate'],
    hides: 's3cret',
  },
  {
    what: 'a line end in an extra header in JSON',
    over: { SQS_EXTRA_HEADERS: '{"X-Gate":"s3cret\\r\\nX-Admin: 1"}' },
    says: ['SQS_EXTRA_HEADERS has a line end in the value of X-Gate'],
    hides: 's3cret',
  },
]

const proxies: readonly Accident[] = [
  {
    what: 'a proxy of an unknown scheme',
    over: { HTTPS_PROXY: 'ftp://proxy.example.org:21' },
    says: ['HTTPS_PROXY has the scheme ftp:', 'expected a URL such as http://'],
  },
  {
    what: 'a proxy of SOCKS',
    over: { https_proxy: 'socks5://127.0.0.1:1080' },
    says: ['https_proxy has the scheme socks5:'],
  },
  {
    what: 'a % in the password of a proxy',
    over: { HTTPS_PROXY: 'http://me:s3cr%t@proxy.example.org:3128' },
    says: ['HTTPS_PROXY has a % in its user name or password', '%25'],
    hides: 's3cr',
  },
  {
    what: 'a proxy that is no URL',
    over: { HTTPS_PROXY: 'http://proxy:99999' },
    says: ['HTTPS_PROXY is not a URL', 'expected a URL such as http://'],
  },
]

/** What an unset variable leaves of `--only "$CHECKS"`, and what no name is. */
const texts: readonly Accident[] = [
  ...['--only', '--skip', '--contract', '--corpus', '--reports', '--env', '--baseline', '--allow-host'].map(
    (option) => ({
      what: `${option} with nothing`,
      args: [option, ''],
      says: [`${option} is ""; expected a text of 1 to 4096 characters`, 'leave the option out'],
    }),
  ),
  ...[
    ['replay', '{folder}/cases.json', '--contract', ''],
    ['restore', '--reports', ''],
    ['restore', '--forget', ''],
    ['report', '--from', ''],
    ['report', '--from', 'a.json', '--out', ''],
    ['report', '--diff', 'a.json', ''],
    ['mock', '--list', ''],
    ['mock', '--contract', ''],
    ['mock', '--fault', ''],
    ['contract', 'prove', '{folder}', '--fault', ''],
    ['contract', 'sources', '{folder}', '--pages', ''],
  ].map((line) => ({
    what: `${line.join(' ')} with nothing behind it`,
    line,
    says: [
      `${line.findLast((each) => each.startsWith('--'))} is ""; expected a text of 1 to 4096 characters`,
    ],
  })),
  ...['run', 'replay', 'restore', 'contract check'].map((command) => ({
    what: `${command} with an argument that is nothing`,
    line: [...command.split(' '), ''],
    says: [' is ""; expected a text of 1 to 4096 characters'],
  })),
  {
    what: 'a pattern that is longer than any',
    args: ['--only', 'a'.repeat(70_000)],
    says: ['--only is "aaa', '…; expected a text of 1 to 4096 characters'],
  },
  {
    what: 'a folder whose name is longer than any',
    args: ['--contract', 'a'.repeat(70_000)],
    says: ['--contract is "aaa', '…; expected a text of 1 to 4096 characters'],
  },
]

const swallowed: readonly Accident[] = [
  {
    what: 'npm run mock --port 8011',
    line: ['mock', '8011'],
    environment: { npm_lifecycle_event: 'mock', npm_config_port: 'true' },
    says: ['npm took --port', 'put -- before the options: npm run mock -- --port'],
  },
  {
    what: 'npm run prove --fault sqs-forgets',
    line: ['contract', 'prove', 'teams', 'sqs-forgets'],
    environment: { npm_lifecycle_event: 'prove', npm_config_fault: 'true' },
    says: ['npm took --fault', 'put -- before the options: npm run prove -- --fault'],
  },
  {
    what: 'npm run conformance --list',
    over: { npm_lifecycle_event: 'conformance', npm_config_list: 'true' },
    says: ['npm took --list', 'put -- before the options: npm run conformance -- --list'],
  },
  {
    what: 'npm run conformance --fail-on=should',
    over: { npm_lifecycle_event: 'conformance', npm_config_fail_on: 'should' },
    says: ['npm took --fail-on', 'npm run conformance -- --fail-on'],
  },
]

describe('exit 2: an accident is no verdict', () => {
  test.for([...nothingJudged, ...texts, ...swallowed, ...headers, ...proxies])('$what', async (accident) => {
    const { args = [], line, environment = {}, over, files = {}, says, hides } = accident
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), content)
    }
    const given = (line ?? ['run', '--reports', join(folder, 'reports'), ...args]).map((each) =>
      each.replace('{folder}', folder),
    )
    const said = await inProcess(given, over ? { ...mock.environment, ...over } : environment)
    expect(said.stderr).toMatch(/^[^\n]+\n(\(see --help\)\n)?$/)
    for (const part of says) expect(said.stderr).toContain(part)
    if (hides !== undefined) expect(said.stderr).not.toContain(hides)
    expect(said).toMatchObject({ code: 2, stdout: '' })
    expect(mock.requests).toEqual([])
  })
})

describe('help by name', () => {
  test.for([
    [['sqs'], 'did you mean group-update-conformance run sqs?'],
    [['rnu'], 'did you mean group-update-conformance run?'],
    [['run', '--only', 'auth-mising'], 'did you mean auth-missing?'],
    [['run', '--fail-on', 'mus'], 'Allowed choices are must, should, inferred'],
    [['run', '--fial-on', 'must'], 'Did you mean --fail-on?'],
  ] as const)('%j', async ([args, says]) => {
    const said = await inProcess(args, mock.environment)
    expect(said).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(says) })
  })

  test('a level may be written in capitals', async () => {
    const said = await inProcess(['run', '--fail-on', 'MUST', '--list'], mock.environment)
    expect(said).toMatchObject({ code: 0, stderr: '' })
  })

  test.for(['run', 'replay', 'restore', 'report', 'mock'])('%s --help', async (name) => {
    const { code, stdout } = await inProcess([name, '--help'], {})
    expect(code).toBe(0)
    expect(stdout).toMatch(/Exit codes:\n {2}0 /)
    expect(stdout.match(new RegExp(`^  npx group-update-conformance ${name}`, 'gm'))).toHaveLength(3)
  })
})

describe('what is right all the same', () => {
  test('a byte order mark in a file of cases, a record and a baseline', async () => {
    const cases = JSON.stringify({ format: 1, cases: [] })
    for (const [name, text, args, says] of [
      ['cases.json', cases, ['replay', '{file}'], 'holds no case'],
      [
        'known.yml',
        '- {check: auth-mising, reason: r}',
        ['run', '--baseline', '{file}'],
        'known.yml:1: no check',
      ],
      ['record.json', '{}', ['report', '--from', '{file}'], 'is no run record: must have'],
    ] as const) {
      const file = join(folder, name)
      writeFileSync(file, `\ufeff${text}`)
      const said = await inProcess(
        args.map((each) => each.replace('{file}', file)),
        mock.environment,
      )
      expect(said.stderr).toContain(says)
      expect(said.code).toBe(2)
    }
  })

  test('a slash behind an address, and the port that goes without saying', () => {
    for (const text of ['http://h/', 'http://h:80', 'HTTP://H//', 'http://h'])
      expect(baseAddress(text)).toBe('http://h')
    expect(baseAddress('https://h:8443/gate/')).toBe('https://h:8443/gate')
  })

  test.for(['a#b', 'c?', 'd%2F', 'e f'])('a package in a folder named %s', async (name) => {
    const place = join(folder, name)
    for (const part of ['bin', 'dist', 'schemas', 'package.json', 'helpers/report/html'])
      cpSync(join(packageRoot, part), join(place, part), { recursive: true })
    symlinkSync(join(packageRoot, 'node_modules'), join(place, 'node_modules'))
    const ran = spawnSync(
      process.execPath,
      [join(place, 'bin/group-update-conformance.js'), 'run', '--only', 'auth-missing'],
      {
        cwd: folder,
        env: { PATH: process.env.PATH ?? '' },
        encoding: 'utf8',
      },
    )
    expect(ran).toMatchObject({ status: 0, stderr: '' })
  })
})
