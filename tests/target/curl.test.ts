import { execFile, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { printable } from '../../helpers/printable.ts'
import { extraHeadersOf } from '../../helpers/settings/extra-headers.ts'
import { exchangedIn, followedBy, otherCase, prefixOf, suffixOf } from '../../helpers/target/credentials.ts'
import type { Exchange } from '../../helpers/target/exchange.ts'
import type { Target } from '../../helpers/target/target.ts'
import type { UpdateRequest } from '../../helpers/target/update-request.ts'
import { account, answerText, targetAt, wire } from './wire.ts'

const missing = ['curl'].filter((tool) => spawnSync(tool, ['--version']).status !== 0)

const gate = ['o"pen & $esame', "it's `here`"] as const

const variables = {
  SQS_USERNAME: account.username ?? '',
  SQS_PASSWORD: account.password ?? '',
  SQS_EXTRA_HEADERS: `X-Gate: ${gate[0]}; X-Second: ${gate[1]}`,
}
const extraHeaders = extraHeadersOf('SQS_EXTRA_HEADERS', variables.SQS_EXTRA_HEADERS)

const requests: readonly (readonly [
  what: string,
  make: (update: UpdateRequest, target: Target) => UpdateRequest,
])[] = [
  ['an ordinary update', (update) => update],
  ['an update without an accept header', (update) => update.withoutHeader('Accept')],
  ['an update with empty headers', (update) => update.withHeader('Accept', '').withHeader('X-APIKEY', '')],
  ['an update without a content type', (update) => update.withoutHeader('Content-Type')],
  ['an update without credentials', (update) => update.withoutCredentials()],
  ['an update with odd header values', (update) => update.withHeader('X-Odd', `it's "$HOME" \`id\` \\ !`)],
  [
    'a name with quotes and other scripts',
    (update) => update.with({ name: `it's "quoted" \\ $HOME گروه 🚀` }),
  ],
  ['a body with control characters', (update) => update.withBody('{"name":"a\u0000b\u0007\r\n"}')],
  [
    'a body that is not UTF-8',
    (update) => update.withBody(Uint8Array.of(0x7b, 0xff, 0xfe, 0x41, 0x30, 0x7d)),
  ],
  ['a body that starts like a file name', (update) => update.withBody('@/etc/hostname')],
  ['a body with line breaks', (update) => update.withBody('{\n\t"name": "x"\n}\n')],
  ['an empty body', (update) => update.withBody('')],
  [
    'signs that are not seen',
    (update) => update.with({ name: 'می\u200cخواهم \u2067y\u2069\ufeff\u00a0\u2028' }),
  ],
  ['control characters without line ends', (update) => update.withBody('{"name":"a\u001b[31m\t\r"}')],
  ['what a log takes for a command', (update) => update.with({ name: `##[error]it's ##vso[x] ::error::` })],
  ['a long body', (update) => update.with({ name: 'é'.repeat(5_000) })],
  ['an id with slashes and brackets', (update) => update.to(`../{a,b}[1-2]?x#'`)],
  ['an id that is a dot segment', (update) => update.to('..')],
  ['a password without its last character', (update, target) => withPassword(update, target, prefixOf)],
  ['a password without its first character', (update, target) => withPassword(update, target, suffixOf)],
  ['a password with two characters exchanged', (update, target) => withPassword(update, target, exchangedIn)],
  ['a longer password', (update, target) => withPassword(update, target, followedBy('x'))],
  ['another method', (update) => update.withMethod('PATCH')],
]

function withPassword(
  update: UpdateRequest,
  { credentials }: Target,
  change: typeof prefixOf,
): UpdateRequest {
  const { password } = credentials
  return update.withCredentials({ ...credentials, password: password && change(password) })
}

test.skipIf(missing.length > 0).for(requests)('curl repeats %s', async ([, make]) => {
  const server = await wire((_request, socket) => socket.write(answerText(200)))
  const target = targetAt(server.url, { extraHeaders })
  const exchange = (
    await target.send(make(target.updateOf('x1', { owner: 'o', name: 'n' }), target).wire)
  ).exchange()
  await run(exchange)
  expect(printable(exchange.curl)).toBe(exchange.curl)
  const [sent, repeated] = server.arrived
  expect(repeated?.line).toBe(sent?.line)
  expect(repeated?.body.toString('latin1')).toBe(sent?.body.toString('latin1'))
  expect(fields(repeated)).toEqual(fields(sent))
  for (const secret of [variables.SQS_PASSWORD, ...gate]) expect(exchange.curl).not.toContain(secret)
})

test.skipIf(missing.length > 0).for([
  ['in the other case', 'pass: "Word" $x', otherCase],
  // It is a part of the name of the variable that stands for it.
  ['that is a word', 'password', followedBy('x')],
] as const)('curl repeats a password %s', async ([, password, change]) => {
  const server = await wire((_request, socket) => socket.write(answerText(200)))
  const target = targetAt(server.url, { password })
  const update = withPassword(target.updateOf('x1', { name: 'n' }), target, change)
  const exchange = (await target.send(update.wire)).exchange()
  await run(exchange, { SQS_PASSWORD: password })
  const [sent, repeated] = server.arrived
  expect(fields(repeated)).toEqual(fields(sent))
})

test.skipIf(missing.length > 0).for([
  ['one', 'X-Gate: open'],
  ['a line each', 'Cookie: a=1; b=2\nX-Gate: "open" $x\n'],
  ['JSON', '{"Cookie":"a=1; b=2","X-Gate":"it\'s open"}'],
] as const)('curl repeats extra headers: %s', async ([, text]) => {
  const server = await wire((_request, socket) => socket.write(answerText(200)))
  const target = targetAt(server.url, { extraHeaders: extraHeadersOf('SQS_EXTRA_HEADERS', text) })
  const exchange = (await target.send(target.updateOf('x1', { name: 'n' }).wire)).exchange()
  await run(exchange, { SQS_EXTRA_HEADERS: text, PATH: process.env.PATH ?? '' })
  const [sent, repeated] = server.arrived
  if (text.includes('Cookie')) expect(fields(sent)).toContain('cookie: a=1; b=2')
  expect(fields(repeated)).toEqual(fields(sent))
})

test.for(missing)('not run: curl lines need %s', (_tool, { skip }) => skip())

/** Runs the line in sh beside its files, with the settings as its variables. */
function run(
  { curl, request: { file } }: Exchange,
  changed: Readonly<Record<string, string>> = {},
): Promise<void> {
  const env = { PATH: process.env.PATH ?? '', ...variables, ...changed }
  const cwd = mkdtempSync(join(tmpdir(), 'group-update-conformance-'))
  onTestFinished(() => rmSync(cwd, { recursive: true }))
  if (file) {
    mkdirSync(join(cwd, 'bodies'))
    writeFileSync(join(cwd, file.name), gunzipSync(Buffer.from(file.gzip, 'base64')))
  }
  const args = ['-c', curl.replace(/^curl /, 'curl -sS --max-time 5 ')]
  return new Promise((resolve, reject) => {
    const child = execFile('sh', args, { env, cwd }, (error) => (error ? reject(error) : resolve()))
    child.stdin?.end()
  })
}

/** Header fields without regard to order and to the case of their names; how the connection is kept is curl's affair. */
function fields(request: { headers: readonly (readonly [string, string])[] } | undefined): string[] {
  return (request?.headers ?? [])
    .filter(([name]) => name.toLowerCase() !== 'connection')
    .map(([name, value]) => `${name.toLowerCase()}: ${value}`)
    .sort()
}
