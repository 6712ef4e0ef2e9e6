import { execFile, spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { longer, otherCase, prefixOf, suffixOf } from '../../helpers/target/credentials.ts'
import type { Target } from '../../helpers/target/target.ts'
import type { UpdateRequest } from '../../helpers/target/update-request.ts'
import { account, answerText, targetAt, wire } from './wire.ts'

const missing = ['bash', 'curl'].filter((tool) => spawnSync(tool, ['--version']).status !== 0)

const extraHeaders = [
  ['X-Gate', 'o"pen & $esame'],
  ['X-Second', "it's `here`"],
] as const

const variables = {
  SQS_USERNAME: account.username ?? '',
  SQS_PASSWORD: account.password ?? '',
  SQS_EXTRA_HEADERS: extraHeaders.map(([name, value]) => `${name}: ${value}`).join('; '),
}

const requests: readonly (readonly [
  what: string,
  make: (update: UpdateRequest, target: Target) => UpdateRequest,
])[] = [
  ['an ordinary update', (update) => update],
  ['an update without an accept header', (update) => update.withoutHeader('Accept')],
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
  ['an id with slashes and brackets', (update) => update.to(`../{a,b}[1-2]?x#'`)],
  ['an id that is a dot segment', (update) => update.to('..')],
  ['a password without its last character', (update, target) => withPassword(update, target, prefixOf)],
  ['a password without its first character', (update, target) => withPassword(update, target, suffixOf)],
  ['a longer password', (update, target) => withPassword(update, target, longer)],
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
  await run(exchange.curl)
  const [sent, repeated] = server.arrived
  expect(repeated?.line).toBe(sent?.line)
  expect(repeated?.body.toString('latin1')).toBe(sent?.body.toString('latin1'))
  expect(fields(repeated)).toEqual(fields(sent))
  for (const secret of [variables.SQS_PASSWORD, extraHeaders[0][1], extraHeaders[1][1]])
    expect(exchange.curl).not.toContain(secret)
})

test.skipIf(missing.length > 0).for([
  ['in the other case', 'pass: "Word" $x', otherCase],
  // It is a part of the name of the variable that stands for it.
  ['that is a word', 'password', longer],
] as const)('curl repeats a password %s', async ([, password, change]) => {
  const server = await wire((_request, socket) => socket.write(answerText(200)))
  const target = targetAt(server.url, { password })
  const update = withPassword(target.updateOf('x1', { name: 'n' }), target, change)
  const exchange = (await target.send(update.wire)).exchange()
  await run(exchange.curl, { SQS_PASSWORD: password })
  const [sent, repeated] = server.arrived
  expect(fields(repeated)).toEqual(fields(sent))
})

test.for(missing)('not run: curl lines need %s', (_tool, { skip }) => skip())

/** Runs the line in bash, with the settings as its variables. */
function run(line: string, changed: Readonly<Record<string, string>> = {}): Promise<void> {
  const env = { PATH: process.env.PATH ?? '', ...variables, ...changed }
  const args = ['--norc', '-c', line.replace(/^curl /, 'curl -sS --max-time 5 ')]
  return new Promise((resolve, reject) => {
    const child = execFile('bash', args, { env }, (error) => (error ? reject(error) : resolve()))
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
