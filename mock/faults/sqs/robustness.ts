import { headerValues } from '../../exchange.ts'
import { parseObject } from '../../json.ts'
import type { SqsCall } from '../../sqs/call.ts'
import { isRepeated } from '../pitfalls.ts'
import type { SqsFault } from './twists.ts'

/** Requests that this server falls over. */
const pitfalls: readonly (readonly [
  id: string,
  lie: string,
  check: string,
  trips: (call: SqsCall) => boolean,
])[] = [
  [
    'sqs-500-long-text',
    'The column of names is 64,000 bytes wide.',
    'robust-long-text',
    (call) => call.request.body.length > 64_000,
  ],
  [
    'sqs-500-deep-json',
    'Nesting is read by recursion.',
    'robust-deep-json',
    (call) => body(call).includes('['.repeat(500)),
  ],
  ['sqs-500-nul', 'The database takes no NUL.', 'robust-nul', (call) => body(call).includes('\\u0000')],
  [
    'sqs-500-control',
    'An escape character ends the protocol.',
    'robust-control',
    (call) => /\\u001b/i.test(body(call)),
  ],
  [
    'sqs-500-lone-surrogate',
    'Half a surrogate pair cannot be encoded.',
    'robust-lone-surrogate',
    (call) => /\\ud800/i.test(body(call)),
  ],
  [
    'sqs-500-noncharacter',
    'A noncharacter cannot be sorted.',
    'robust-noncharacter',
    (call) => /[\ufffe\uffff]/.test(body(call)),
  ],
  [
    'sqs-500-huge-number',
    'A number beyond every range overflows.',
    'robust-huge-number',
    (call) => /\de400/.test(body(call)),
  ],
  [
    'sqs-500-long-number',
    'A number has no more than 64 bits.',
    'robust-long-number',
    (call) => /"name":\d{500}/.test(body(call)),
  ],
  [
    'sqs-500-empty-texts',
    'Of an empty name the first character is taken.',
    'robust-empty-texts',
    (call) => payload(call).name === '',
  ],
  [
    'sqs-500-boolean',
    'A boolean has no method that trims it.',
    'robust-boolean',
    (call) => typeof payload(call).name === 'boolean',
  ],
  [
    'sqs-500-repeated-member',
    'A member that comes twice is an exception.',
    'robust-repeated-member',
    (call) => isRepeated(call.request, 'name'),
  ],
  [
    'sqs-500-unknown-members',
    'A member that is not known is an exception.',
    'robust-unknown-members',
    (call) => Object.keys(payload(call)).includes('unknown'),
  ],
  [
    'sqs-500-byte-order-mark',
    'A byte order mark is an exception.',
    'robust-byte-order-mark',
    (call) => body(call).startsWith('\uFEFF'),
  ],
  [
    'sqs-500-invalid-utf-8',
    'Bytes that cannot be decoded are an exception.',
    'robust-invalid-utf-8',
    (call) => body(call).includes('\ufffd'),
  ],
  [
    'sqs-500-utf-16',
    'A body of zeros and letters is an exception.',
    'robust-utf-16',
    (call) => call.request.body[1] === 0,
  ],
  [
    'sqs-500-no-content-type',
    'A content type is always there.',
    'robust-no-content-type',
    (call) => header(call, 'content-type') === undefined,
  ],
  [
    'sqs-500-odd-content-type',
    'A content type can always be parsed.',
    'robust-odd-content-type',
    (call) => header(call, 'content-type')?.startsWith('/') === true,
  ],
  [
    'sqs-500-nul-id',
    'The database takes no NUL in a key.',
    'robust-nul-id',
    (call) => call.id.includes('\0'),
  ],
  [
    'sqs-500-odd-accept',
    'A weight is always a number.',
    'robust-odd-accept',
    (call) => header(call, 'accept')?.includes('q=x') === true,
  ],
  [
    'sqs-500-accept-image',
    'There is a writer for every format.',
    'robust-accept-image',
    (call) => header(call, 'accept')?.startsWith('image/') === true,
  ],
  [
    'sqs-500-body-withheld',
    'A request that breaks off leaves its group locked.',
    'robust-body-withheld',
    (call) => call.server.cutOff.some((request) => request.includes(`/${call.id} `)),
  ],
  [
    'sqs-500-tenant',
    'A tenant is always named.',
    'robust-tenant',
    (call) => header(call, 'tenant') === undefined,
  ],
  [
    'sqs-500-tenant-constructor',
    'Tenants are members of an object, which has others of its own.',
    'robust-tenant',
    (call) => header(call, 'tenant') === 'constructor',
  ],
  [
    'sqs-500-method-patch',
    'Methods that do not exist are not handled.',
    'robust-method-patch',
    (call) => call.request.method === 'PATCH',
  ],
  ['sqs-500-odd-id', 'An id goes into the query as it is.', 'robust-odd-id', (call) => call.id.includes("'")],
  [
    'sqs-500-long-id',
    'The column of ids is 255 bytes wide.',
    'robust-long-id',
    (call) => call.id.length > 255,
  ],
]

const fallen: readonly SqsFault[] = pitfalls.map(([id, lie, check, trips]) => ({
  id,
  lie,
  behaviour: 'robustness',
  checks: [check],
  decisions: failing(trips),
}))

/** Answers what trips the server over as an internal error. */
export function failing(trips: (call: SqsCall) => boolean): SqsFault['decisions'] {
  return (honest) => ({
    render: (call, answer) =>
      honest.render(call, isOwn(call) && trips(call) ? { ...answer, status: 500 } : answer),
  })
}

/** Internal errors that anybody can bring about. */
export const robustness: readonly SqsFault[] = [
  ...fallen,
  {
    id: 'sqs-500-refusals-in-xml',
    lie: 'The writer of XML knows groups, and no errors.',
    behaviour: 'robustness',
    checks: ['robust-refusals-without-accept'],
    decisions: (honest) => ({
      render: (call, answer) => {
        const falls = isOwn(call) && answer.status >= 400 && header(call, 'accept') === undefined
        return honest.render(call, falls ? { ...answer, status: 500 } : answer)
      },
    }),
  },
]

/** The siblings are not judged, and are let be. */
function isOwn({ operation }: SqsCall): boolean {
  return operation === 'update' || operation === 'unknown'
}

function body({ request }: SqsCall): string {
  return request.body.toString('utf8')
}

function payload({ request }: SqsCall) {
  return parseObject(request.body) ?? {}
}

function header({ request }: SqsCall, name: string): string | undefined {
  return headerValues(request, name)[0]
}
