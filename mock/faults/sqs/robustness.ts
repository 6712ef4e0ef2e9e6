import { headerValues } from '../../exchange.ts'
import { parseObject } from '../../json.ts'
import type { SqsCall } from '../../sqs/call.ts'
import type { SqsFault } from './twists.ts'

/** Requests that this server falls over. */
const pitfalls: readonly (readonly [check: string, lie: string, trips: (call: SqsCall) => boolean])[] = [
  ['long-text', 'The column of names is 64,000 bytes wide.', (call) => call.request.body.length > 64_000],
  ['deep-json', 'Nesting is read by recursion.', (call) => body(call).includes('['.repeat(500))],
  ['nul', 'The database takes no NUL.', (call) => body(call).includes('\\u0000')],
  ['control', 'An escape character ends the protocol.', (call) => /\\u001b/i.test(body(call))],
  ['lone-surrogate', 'Half a surrogate pair cannot be encoded.', (call) => /\\ud800/i.test(body(call))],
  ['noncharacter', 'A noncharacter cannot be sorted.', (call) => /[\ufffe\uffff]/.test(body(call))],
  ['huge-number', 'A number beyond every range overflows.', (call) => /\de400/.test(body(call))],
  ['long-number', 'A number has no more than 64 bits.', (call) => /"name":\d{500}/.test(body(call))],
  ['empty-texts', 'Of an empty name the first character is taken.', (call) => payload(call).name === ''],
  ['boolean', 'A boolean has no method that trims it.', (call) => typeof payload(call).name === 'boolean'],
  [
    'repeated-member',
    'A member that comes twice is an exception.',
    (call) => body(call).split('"name":').length > 2,
  ],
  [
    'unknown-members',
    'A member that is not known is an exception.',
    (call) => Object.keys(payload(call)).includes('unknown'),
  ],
  ['byte-order-mark', 'A byte order mark is an exception.', (call) => body(call).startsWith('\uFEFF')],
  [
    'invalid-utf-8',
    'Bytes that cannot be decoded are an exception.',
    (call) => body(call).includes('\ufffd'),
  ],
  ['utf-16', 'A body of zeros and letters is an exception.', (call) => call.request.body[1] === 0],
  [
    'no-content-type',
    'A content type is always there.',
    (call) => header(call, 'content-type') === undefined,
  ],
  [
    'odd-content-type',
    'A content type can always be parsed.',
    (call) => header(call, 'content-type')?.startsWith('/') === true,
  ],
  ['nul-id', 'The database takes no NUL in a key.', (call) => call.id.includes('\0')],
  ['odd-accept', 'A weight is always a number.', (call) => header(call, 'accept')?.includes('q=x') === true],
  [
    'accept-image',
    'There is a writer for every format.',
    (call) => header(call, 'accept')?.startsWith('image/') === true,
  ],
  [
    'body-withheld',
    'A request that breaks off leaves its group locked.',
    (call) => call.server.cutOff.some((request) => request.includes(`/${call.id} `)),
  ],
  ['tenant', 'A tenant is always named.', (call) => header(call, 'tenant') === undefined],
  ['method-patch', 'Methods that do not exist are not handled.', (call) => call.request.method === 'PATCH'],
  ['odd-id', 'An id goes into the query as it is.', (call) => call.id.includes("'")],
  ['long-id', 'The column of ids is 255 bytes wide.', (call) => call.id.length > 255],
]

const fallen: readonly SqsFault[] = pitfalls.map(([check, lie, trips]) => ({
  id: `sqs-500-${check}`,
  lie,
  level: 'must',
  behaviour: 'robustness',
  checks: [`robust-${check}`],
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
    level: 'must',
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
