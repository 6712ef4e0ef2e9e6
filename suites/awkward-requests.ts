import type { CheckContext } from '../helpers/checks/context.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'
import { longText } from './doubtful-texts.ts'

/** Requests that a server may accept or refuse, but not fall over. What is a text is kept where it is accepted. */
export const awkwardRequests: readonly (readonly [
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
