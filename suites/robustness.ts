import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { describeAnswer } from '../helpers/checks/expectations.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'
import { fallsOver, plainestAnswers } from './falls-over.ts'
import { spellingChecks } from './spellings.ts'

/** Requests that a server may accept or refuse, but not fall over. */
const awkward: readonly (readonly [
  id: string,
  what: string,
  from: (update: UpdateRequest, t: CheckContext) => UpdateRequest,
])[] = [
  [
    'long-text',
    'a name of 64 KiB',
    (update) => update.with({ name: `${update.values.name}${'x'.repeat(65_536)}` }),
  ],
  [
    'deep-json',
    'a thousand nested arrays',
    (update) => member(update, `${'['.repeat(1_000)}${']'.repeat(1_000)}`),
  ],
  ['nul', 'a name with the character NUL', (update) => update.with({ name: `${update.values.name}\u0000x` })],
  [
    'control',
    'a name with control characters',
    (update) => update.with({ name: `${update.values.name}\u0001\u001b\u007f` }),
  ],
  ['lone-surrogate', 'a name with half a surrogate pair', (update) => member(update, '"x\\ud800y"')],
  [
    'noncharacter',
    'a name with noncharacters',
    (update) => update.with({ name: `${update.values.name}\uffff\ufffe` }),
  ],
  ['huge-number', 'a number beyond every range', (update) => member(update, '1e400')],
  ['long-number', 'a number of a thousand digits', (update) => member(update, '9'.repeat(1_000))],
  ['empty-texts', 'an empty name', (update) => update.with({ name: '' })],
  ['boolean', 'a boolean as name', (update) => update.with({ name: true })],
  [
    'repeated-member',
    'a member twice',
    (update) => update.withBody(JSON.stringify(update.payload).replace('{', '{"name":"first",')),
  ],
  [
    'unknown-members',
    'unknown members',
    (update) => extra(update, '"unknown":1,"__proto__":{"x":1},"constructor":"x"'),
  ],
  [
    'byte-order-mark',
    'a byte order mark before the JSON',
    (update) => update.withBody(`\uFEFF${JSON.stringify(update.payload)}`),
  ],
  ['invalid-utf-8', 'bytes that are not UTF-8', (update) => update.withBody(invalidUtf8(update))],
  [
    'utf-16',
    'UTF-16 in place of UTF-8',
    (update) => update.withBody(Buffer.from(JSON.stringify(update.payload), 'utf16le')),
  ],
  ['no-content-type', 'no content type', (update) => update.withoutHeader('Content-Type')],
  [
    'odd-content-type',
    'a content type that is none',
    (update) => update.withHeader('Content-Type', '///;;;'),
  ],
  ['odd-accept', 'an accept header that is none', (update) => update.withHeader('Accept', ';;q=x,/')],
  [
    'accept-image',
    'a representation that does not exist',
    (update) => update.withHeader('Accept', 'image/png'),
  ],
  ['method-patch', 'the method PATCH', (update) => update.withMethod('PATCH')],
  ['odd-id', 'an id of odd characters', (update) => update.to(`../'"<x>%00\u0001`)],
  ['nul-id', 'an id with the character NUL', (update) => update.to(`${update.values.id}\0`)],
  ['long-id', 'an id of 4 KiB', (update) => update.to('a'.repeat(4_096))],
]

/** No request that a tester can send earns an internal error. */
export const robustness = behaviour('robustness', [
  ...awkward.map(([id, what, from]) =>
    check(`robust-${id}`, `MUST NOT fail internally on ${what}`, { of: 'no-internal-error' }, async (t) => {
      const answer = await t.send(from(t.group.update(), t))
      // Any id of a wrong form breaks it: that is the finding of the checks of ids.
      if (
        id.endsWith('-id') &&
        answer.status >= 500 &&
        (await t.send(t.group.update().to('abc'))).status >= 500
      )
        return
      // Where the plainest refusals are internal errors already, other checks have the finding.
      if (answer.status < 500 || !(await fallsOver(t))) t.expectNoInternalError(answer)
    }),
  ),

  check(
    'robust-body-withheld',
    'MUST NOT fail internally on a body that breaks off, nor afterwards',
    { of: 'no-internal-error' },
    async (t) => {
      const answer = await t.sendHalf(t.group.update())
      if (answer) t.expectNoInternalError(answer)
      const next = await t.send(t.group.update())
      if (t.plain.accepted) t.expectNoInternalError(next)
    },
  ),

  check(
    'robust-numbers',
    'MUST NOT fail internally on odd numbers',
    { of: 'no-internal-error', appliesTo: ({ members }) => members.numbers !== undefined },
    async (t) => {
      const odd = [
        [],
        [''],
        [1],
        [null],
        ['1', ['2']],
        'x',
        null,
        {},
        Array.from({ length: 2_000 }, (_, at) => String(at)),
      ]
      for (const numbers of odd) t.expectNoInternalError(await t.send(t.group.update({ numbers })))
    },
  ),

  check(
    'robust-tenant',
    'MUST NOT fail internally on a missing or an odd tenant',
    { of: 'no-internal-error', appliesTo: ({ settingHeaders }) => settingHeaders.length > 0 },
    async (t) => {
      for (const { header } of t.contract.settingHeaders) {
        const odd = [
          t.group.update().withoutHeader(header),
          t.group.update().withHeader(header, `no'such"tenant;--`),
        ]
        for (const update of odd) {
          const answer = await t.send(update)
          if (answer.status < 500 || !(await fallsOver(t))) t.expectNoInternalError(answer)
        }
      }
    },
  ),

  check(
    'robust-refusals-without-accept',
    'MUST refuse without an accept header what it refuses with one',
    { of: 'no-internal-error', appliesTo: ({ accept }) => accept !== undefined },
    async (t) => {
      const usual = await plainestAnswers(t, 'usual')
      for (const [at, answer] of (await plainestAnswers(t, 'no accept')).entries()) {
        // What is not refused with the header either is the finding of other checks.
        const refused = usual[at] !== undefined && t.isRefusal(usual[at])
        if (refused) t.expect(t.isRefusal(answer), 'a refusal', describeAnswer(answer), answer)
      }
    },
  ),

  ...spellingChecks,
])

/** The payload with raw JSON in place of the name. */
function member(update: UpdateRequest, json: string): UpdateRequest {
  return extra(update.without('name'), `"name":${json}`)
}

function extra(update: UpdateRequest, members: string): UpdateRequest {
  return update.withBody(`${JSON.stringify(update.payload).slice(0, -1)},${members}}`)
}

function invalidUtf8(update: UpdateRequest): Uint8Array {
  const body = Buffer.from(JSON.stringify(update.with({ name: `${update.values.name}??` }).payload))
  body[body.indexOf('??')] = 0xc3
  return body
}
