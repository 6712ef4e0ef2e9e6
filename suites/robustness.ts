import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import type { Answer } from '../helpers/target/answer.ts'
import { show } from '../helpers/target/describe.ts'
import { callerRefusals } from '../helpers/target/exchange-kind.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'
import { longText } from './doubtful-texts.ts'
import { eachForm } from './each-form.ts'
import { askNumbers, oddNumbers } from './odd-parts.ts'
import { oddRequestChecks } from './odd-requests.ts'
import { plainestRefusals } from './plainest.ts'
import { answered, served } from './precedence.ts'
import { refusalsWithoutAccept } from './refusals-without-accept.ts'
import { spellingChecks } from './spellings.ts'

/** Requests that a server may accept or refuse, but not fall over. What is a text is kept where it is accepted. */
const awkward: readonly (readonly [
  id: string,
  on: string,
  from: (update: UpdateRequest, t: CheckContext) => UpdateRequest,
])[] = [
  [
    'robust-long-text',
    'on a name of 64 KiB',
    (update) => update.with({ name: longText(String(update.values.name)) }),
  ],
  [
    'robust-deep-json',
    'on a thousand nested arrays',
    (update, t) => member(t, update, `${'['.repeat(1_000)}${']'.repeat(1_000)}`),
  ],
  [
    'robust-nul',
    'on a name with the character NUL',
    (update) => update.with({ name: `${update.values.name}\u0000x` }).maybeRefused(),
  ],
  [
    'robust-control',
    'on a name with control characters',
    (update) => update.with({ name: `${update.values.name}\b\f\u0001\u001b\u007f` }).maybeRefused(),
  ],
  [
    'robust-lone-surrogate',
    'on a name with half a surrogate pair',
    (update, t) => member(t, update, '"x\\ud800y"'),
  ],
  [
    'robust-noncharacter',
    'on a name with noncharacters',
    (update) => update.with({ name: `${update.values.name}\uffff\ufffe` }).maybeRefused(),
  ],
  ['robust-huge-number', 'on a number beyond every range', (update, t) => member(t, update, '1e400')],
  [
    'robust-long-number',
    'on a number of a thousand digits',
    (update, t) => member(t, update, '9'.repeat(1_000)),
  ],
  ['robust-empty-texts', 'on an empty name', (update) => update.with({ name: '' })],
  ['robust-boolean', 'on a boolean as name', (update) => update.with({ name: true })],
  [
    'robust-repeated-member',
    'on a member twice',
    (update, t) => update.withMembers(JSON.stringify(update.payload).replace('{', `{${nameIn(t)}:"first",`)),
  ],
  [
    'robust-unknown-members',
    'on unknown members',
    (update) => extra(update, '"unknown":1,"__proto__":{"x":1},"constructor":"x"'),
  ],
  [
    'robust-byte-order-mark',
    'on a byte order mark before the JSON',
    (update) => update.withBody(`\uFEFF${update.text}`),
  ],
  [
    'robust-utf-16',
    'on UTF-16 in place of UTF-8',
    (update) => update.withBody(Buffer.from(update.text, 'utf16le')),
  ],
  [
    'robust-no-content-type',
    'when Content-Type is missing',
    (update) => update.withoutHeader('Content-Type'),
  ],
  [
    'robust-odd-content-type',
    'when Content-Type is not a media type',
    (update) => update.withHeader('Content-Type', '///;;;'),
  ],
  [
    'robust-odd-accept',
    'when Accept is not a list of media types',
    (update) => update.withHeader('Accept', ';;q=x,/'),
  ],
  [
    'robust-accept-image',
    'when Accept names a format that does not exist',
    (update) => update.withHeader('Accept', 'image/png'),
  ],
  ['robust-method-patch', 'on the method PATCH', (update) => update.withMethod('PATCH').another()],
  [
    'robust-odd-id',
    'on an id with quotes, brackets, a broken escape and control characters',
    (update) => update.to(`../'"<x>%00\u0001`),
  ],
  ['robust-nul-id', 'on an id with the character NUL', (update) => update.to(`${update.values.id}\0`)],
  ['robust-long-id', 'on an id of 4 KiB', (update) => update.to('a'.repeat(4_096))],
]

/** No request that a tester can send earns an internal error. */
export const robustness = behaviour('robustness', [
  ...awkward.map(([id, on, from]) =>
    check(
      id,
      `MUST NOT answer 5xx ${on.replace(/^on /, 'to ')}`,
      {
        of: 'no-internal-error',
        tried: on,
        after: [...plainestRefusals, ...(id.endsWith('-id') ? ['id-malformed-short'] : [])],
      },
      async (t) => {
        const request = from(t.group.update().free(), t)
        // Others ask some of these as well.
        t.expectNoInternalError(await t.sendOnce(id, () => request, false), request)
      },
    ),
  ),

  check(
    'robust-invalid-utf-8',
    'MUST NOT answer 5xx to bytes that are not UTF-8',
    { of: 'no-internal-error', tried: 'on bytes that are not UTF-8', after: plainestRefusals },
    async (t) => t.expectNoInternalError(await sendInvalidUtf8(t)),
  ),

  check(
    'invalid-utf-8-kept',
    'INFERRED to refuse bytes that are not UTF-8, and not to put another character in their place',
    { of: 'nothing-but-json', after: ['robust-invalid-utf-8'] },
    async (t) => {
      const answer = await sendInvalidUtf8(t)
      if (!t.isAccepted(answer)) return
      const { name } = await t.made(t.group, answer)
      t.expect(!String(name).includes('\ufffd'), 'a refusal', `name reported as ${show(name)}`, answer)
    },
  ),

  check(
    'unknown-members-kept-out',
    'MUST NOT take an unknown member for one that an update has',
    {
      of: 'answer-echoes',
      after: [...answered, 'robust-unknown-members', 'robust-repeated-member', 'json-spelled-differently'],
    },
    async (t) => {
      const name = t.contract.members.name ?? 'name'
      const update = t.group.update()
      const other = t.fixtures.names.name()
      // One that only the case tells from the name comes after it, one that holds a member of its name before.
      const capital = `${name.charAt(0).toUpperCase()}${name.slice(1)}`
      const payload = { type: { [name]: other }, ...update.payload, [capital]: other }
      const answer = await t.send(update.withPayload(payload).maybeRefused())
      if (t.isTaken(answer)) await t.expectTold(t.group, answer, update.values)
    },
  ),

  check(
    'robust-body-withheld',
    'MUST NOT answer 5xx to a body that breaks off, nor afterwards',
    { of: 'no-internal-error', after: served },
    async (t) => {
      const answer = await t.sendHalf(t.group.update())
      if (answer) t.expectNoInternalError(answer)
      t.expectNoInternalError(await t.send(t.group.update()))
    },
  ),

  check(
    'robust-numbers',
    'MUST NOT answer 5xx to numbers that are not texts, not a list, or very many',
    {
      of: 'no-internal-error',
      after: [...served, ...plainestRefusals],
      appliesTo: ({ members }) => members.numbers !== undefined,
    },
    async (t) => {
      const many = Array.from({ length: 2_000 }, (_, at) => String(at))
      const forms = [
        ['["","1"]', () => t.send(t.group.update({ numbers: ['', '1'] }).maybeRefused())],
        ['2,000 numbers', () => t.send(t.group.update({ numbers: many }).free())],
        ...oddNumbers.map((numbers) => [show(numbers), () => askNumbers(t, numbers)] as const),
      ] as const
      await eachForm(t, forms, async (ask) => t.expectNoInternalError(await ask()))
    },
  ),

  check(
    'robust-tenant',
    'MUST NOT answer 5xx to a missing or an odd tenant',
    {
      of: 'no-internal-error',
      after: plainestRefusals,
      appliesTo: ({ settingHeaders }) => settingHeaders.length > 0,
    },
    async (t) => {
      for (const { header } of t.contract.settingHeaders) {
        // A quote breaks a query, and a property of every object is found where nothing was put.
        const odd = [`no'such"tenant;--`, 'constructor']
        const forms = [
          [`no header ${header}`, t.group.update().withoutHeader(header)],
          ...odd.map((value) => [`${header}: ${value}`, t.group.update().withHeader(header, value)] as const),
        ] as const
        await eachForm(t, forms, async (update) =>
          t.expectNoInternalError(await t.send(update.maybeRefused(...callerRefusals))),
        )
      }
    },
  ),

  ...refusalsWithoutAccept,
  ...oddRequestChecks,
  ...spellingChecks,
])

/** The payload with raw JSON in place of the name. */
function member(t: CheckContext, update: UpdateRequest, json: string): UpdateRequest {
  return extra(update.without('name'), `${nameIn(t)}:${json}`)
}

/** The member of the name, as JSON spells it. */
function nameIn({ contract }: CheckContext): string {
  return JSON.stringify(contract.members.name ?? 'name')
}

function extra(update: UpdateRequest, members: string): UpdateRequest {
  return update.withMembers(`${JSON.stringify(update.payload).slice(0, -1)},${members}}`)
}

/** Two checks ask this question: whether a server falls over it, and what becomes of the bytes. */
function sendInvalidUtf8(t: CheckContext): Promise<Answer> {
  const make = () => {
    const update = t.group.update()
    return update.withBody(invalidUtf8(update)).free()
  }
  return t.sendOnce('bytes that are not UTF-8', make, false)
}

function invalidUtf8(update: UpdateRequest): Uint8Array {
  const body = Buffer.from(update.with({ name: `${update.values.name}??` }).text)
  body[body.indexOf('??')] = 0xc3
  return body
}
