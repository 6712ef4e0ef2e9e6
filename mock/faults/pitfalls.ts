import type { ServerResponse } from 'node:http'
import { parseBasic } from '../basic.ts'
import { type RawRequest, type Reply, soleHeader } from '../exchange.ts'
import type { SharedIds } from '../fault.ts'
import { parseObject } from '../json.ts'

/** Requests that servers of either endpoint fall over, and the check that sends them among others of their kind. */
export const pitfalls: readonly (readonly [
  ids: SharedIds,
  lie: string,
  check: string,
  trips: (request: RawRequest) => boolean,
])[] = [
  [
    { autodialer: 'autodialer-dollar-member-500', sqs: 'sqs-dollar-member-500' },
    'A member that begins with a dollar is an operator.',
    'robust-odd-members',
    (request) => hasMember(request, '$set'),
  ],
  [
    { autodialer: 'autodialer-dotted-member-500', sqs: 'sqs-dotted-member-500' },
    'A member with a full stop is a path.',
    'robust-odd-members',
    (request) => hasMember(request, 'a.b'),
  ],
  [
    { autodialer: 'autodialer-type-member-500', sqs: 'sqs-type-member-500' },
    'A member that names a type is made an object of that class.',
    'robust-odd-members',
    (request) => hasMember(request, '@type'),
  ],
  [
    { autodialer: 'autodialer-nul-in-member-name-500', sqs: 'sqs-nul-in-member-name-500' },
    'The store has no room for U+0000 in the name of a member.',
    'robust-odd-members',
    ({ body }) => /\\u0000[^"]*":/.test(body.toString()),
  ],
  [
    { autodialer: 'autodialer-blank-body-500', sqs: 'sqs-blank-body-500' },
    'A body of white space is no empty one, and has no first character either.',
    'malformed-blank',
    ({ body }) => body.length > 0 && body.toString().trim() === '',
  ],
  [
    { autodialer: 'autodialer-no-letters-500', sqs: 'sqs-no-letters-500' },
    'Of a name without a letter or digit no address can be made.',
    'text-signs',
    ({ body }) => /^[\p{P}]+$/u.test(String(parseObject(body)?.name ?? '')),
  ],
  [
    { autodialer: 'autodialer-long-password-500', sqs: 'sqs-long-password-500' },
    'A password of more than 72 bytes is more than its hash takes.',
    'auth-password-condition',
    (request) => Buffer.byteLength(parseBasic(soleHeader(request, 'authorization'))?.password ?? '') > 72,
  ],
  [
    { autodialer: 'autodialer-unknown-caller-500', sqs: 'sqs-unknown-caller-500' },
    'A caller that a proxy does not name has no address.',
    'robust-odd-headers',
    (request) => soleHeader(request, 'x-forwarded-for') === 'unknown',
  ],
  [
    { autodialer: 'autodialer-large-body-500', sqs: 'sqs-large-body-500' },
    'A body of more than a million bytes is too large for the pool of buffers.',
    'robust-odd-members',
    ({ body }) => body.length > 1_000_000,
  ],
  [
    { autodialer: 'autodialer-query-500', sqs: 'sqs-query-500' },
    'A query is parsed, and this one cannot be.',
    'robust-odd-headers',
    ({ url }) => url.includes('%zz&'),
  ],
  [
    { autodialer: 'autodialer-type-without-slash-500', sqs: 'sqs-type-without-slash-500' },
    'A content type has two parts.',
    'robust-odd-headers',
    (request) => soleHeader(request, 'content-type') === 'json',
  ],
  [
    { autodialer: 'autodialer-not-gzip-500', sqs: 'sqs-not-gzip-500' },
    'A body that is no gzip cannot be unpacked.',
    'robust-odd-headers',
    (request) => soleHeader(request, 'content-encoding') === 'gzip' && request.body[0] !== 0x1f,
  ],
  [
    { autodialer: 'autodialer-no-boundary-500', sqs: 'sqs-no-boundary-500' },
    'A form of several parts has a boundary.',
    'robust-odd-headers',
    (request) => soleHeader(request, 'content-type') === 'multipart/form-data',
  ],
  [
    { autodialer: 'autodialer-propfind-500', sqs: 'sqs-propfind-500' },
    'A method has a handler.',
    'robust-odd-headers',
    ({ method }) => method === 'PROPFIND',
  ],
  [
    { autodialer: 'autodialer-half-a-character-500', sqs: 'sqs-half-a-character-500' },
    'A text other than the name is written as UTF-8, which has no half characters.',
    'robust-odd-members',
    ({ body }) => /"(description|numbers|ownerId)":\[?"x?\\ud800/.test(body.toString('utf8')),
  ],
  [
    { autodialer: 'autodialer-number-as-text-500', sqs: 'sqs-number-as-text-500' },
    'A member other than the name is trimmed, and a number has nothing to trim.',
    'robust-odd-members',
    ({ body }) => /"(description|ownerId)":7[,}]/.test(body.toString('utf8')),
  ],
  [
    { autodialer: 'autodialer-long-description-500', sqs: 'sqs-long-owner-500' },
    'A text other than the name is put into an index, which takes no long ones.',
    'robust-odd-members',
    ({ body }) => /"(description|ownerId)":"[^"]{10000}/.test(body.toString('utf8')),
  ],
  [
    { autodialer: 'autodialer-cookie-500', sqs: 'sqs-cookie-500' },
    'A cookie is decoded, and this one cannot be.',
    'robust-odd-headers',
    (request) => soleHeader(request, 'cookie')?.includes('%zz') === true,
  ],
  [
    { autodialer: 'autodialer-long-header-500', sqs: 'sqs-long-header-500' },
    'A header has room for two thousand letters.',
    'robust-odd-headers',
    (request) => (soleHeader(request, 'x-request-id') ?? '').length > 2_000,
  ],
  [
    { autodialer: 'autodialer-id-quote-500', sqs: 'sqs-id-quote-500' },
    'An id is put between quotes, and one at its end ends it.',
    'id-others',
    (request) => /^[^"]*'$/.test(idIn(request)),
  ],
  [
    { autodialer: 'autodialer-id-range-500', sqs: 'sqs-id-range-500' },
    'An id of digits is read as a number of 64 bits.',
    'id-others',
    (request) => /^\d{20}$/.test(idIn(request)),
  ],
  [
    { autodialer: 'autodialer-claimed-date-500', sqs: 'sqs-claimed-date-500' },
    'A date in an update is parsed before it is thrown away.',
    'robust-odd-members',
    ({ body }) => ['created', 'updated', 'date'].some((name) => parseObject(body)?.[name] === 'x'),
  ],
]

/** Whether a member comes twice, and not once within another. */
export function isRepeated({ body }: RawRequest, name: string): boolean {
  const outer = body.toString('utf8').replace(/:\{[^{}]*\}/g, ':0')
  return outer.split(`"${name}":`).length > 2
}

function idIn({ body }: RawRequest): string {
  const { id, _id } = parseObject(body) ?? {}
  return String(id ?? _id)
}

function hasMember({ body }: RawRequest, name: string): boolean {
  return Object.hasOwn(parseObject(body) ?? {}, name)
}

/** What comes in place of a whole answer: the request that it comes to, and how it is sent. */
export type Broken<Call> = readonly [
  id: string,
  lie: string,
  check: string,
  trips: (call: Call) => boolean,
  send: (call: Call, reply: Reply) => void,
]

/** A length that counts characters of two bytes once more than they are. */
export const lengthTooHigh = (
  id: string,
): Broken<{ readonly request: RawRequest; readonly response: ServerResponse }> => [
  id,
  'The length of an answer is two bytes too high for accented letters, and the connection is closed.',
  'text-accents',
  ({ request }) => /[à-ÿ]/.test(request.body.toString()),
  ({ response }, { status, headers, body }) => {
    const framing = ['Content-Length', String(body.length + 2), 'Connection', 'close']
    response.writeHead(status, [...headers.flat(), ...framing])
    response.write(body, () => response.socket?.end())
  },
]
