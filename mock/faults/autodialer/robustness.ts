import type { JsonObject } from '../../../helpers/contract/types.ts'
import type { AutodialerCall } from '../../autodialer/call.ts'
import { soleHeader } from '../../exchange.ts'
import { parseObject } from '../../json.ts'
import { type AutodialerFault, reply } from './tools.ts'

/** Falls over, whatever the answer would have been. */
export function failing(
  on: (body: string, call: AutodialerCall, payload: JsonObject) => boolean,
): AutodialerFault['decisions'] {
  const page = Buffer.from('<h1>Internal Server Error</h1>')
  return reply((plain, call) =>
    on(call.request.body.toString('utf8'), call, parseObject(call.request.body) ?? {})
      ? { status: 500, headers: [['Content-Type', 'text/html']], body: page }
      : plain,
  )
}

const known = ['_id', 'name', 'numbers', 'description']

const kinds: readonly [id: string, lie: string, checks: readonly string[], AutodialerFault['decisions']][] = [
  [
    'autodialer-long-text-500',
    'A name that the data base has no room for',
    ['robust-long-text'],
    failing((_body, _call, { name }) => String(name).length > 60_000),
  ],
  ['autodialer-nul-500', 'The character NUL', ['robust-nul'], failing((body) => body.includes('\\u0000'))],
  [
    'autodialer-surrogate-500',
    'Half a surrogate pair',
    ['robust-lone-surrogate'],
    failing((body) => /[^d]x\\ud800y/.test(body) || body.includes('"x\\ud800y"')),
  ],
  [
    'autodialer-boolean-500',
    'A boolean as name',
    ['robust-boolean'],
    failing((_body, _call, { name }) => name === true),
  ],
  [
    'autodialer-null-number-500',
    'A number that is null',
    ['robust-numbers'],
    failing((_body, _call, { numbers }) => Array.isArray(numbers) && numbers.includes(null)),
  ],
  [
    'autodialer-many-numbers-500',
    'More than a thousand numbers',
    ['robust-numbers'],
    failing((_body, _call, { numbers }) => Array.isArray(numbers) && numbers.length > 1_000),
  ],
  [
    'autodialer-most-parameters-500',
    'A statement with more than 2,100 parameters, one for each number,',
    ['robust-numbers'],
    failing((_body, _call, { numbers }) => Array.isArray(numbers) && numbers.length > 2_100),
  ],
  [
    'autodialer-unknown-member-500',
    'A member that has no column',
    ['robust-unknown-members'],
    failing(
      (_body, _call, payload) =>
        Object.keys(payload).includes('constructor') &&
        !Object.keys(payload).every((name) => known.includes(name)),
    ),
  ],
  [
    'autodialer-no-content-type-500',
    'No content type',
    ['robust-no-content-type'],
    failing(
      (_body, { request }) => soleHeader(request, 'content-type') === undefined && request.method === 'POST',
    ),
  ],
  [
    'autodialer-patch-500',
    'An unusual method',
    ['robust-method-patch'],
    failing((_body, { request }) => request.method === 'PATCH'),
  ],
  [
    'autodialer-deep-json-500',
    'JSON nested deeper than the stack',
    ['robust-deep-json'],
    failing((body) => body.includes('['.repeat(500))),
  ],
  [
    'autodialer-empty-name-500',
    'An empty name',
    ['robust-empty-texts'],
    failing((_body, _call, { name }) => name === ''),
  ],
  [
    'autodialer-control-500',
    'A control character',
    ['robust-control'],
    failing((body) => body.includes('\\u001b')),
  ],
  [
    'autodialer-noncharacter-500',
    'A noncharacter',
    ['robust-noncharacter'],
    failing((body) => body.includes('\uffff\ufffe')),
  ],
  [
    'autodialer-huge-number-500',
    'A number beyond every range',
    ['robust-huge-number'],
    failing((body) => body.includes(':1e400')),
  ],
  [
    'autodialer-long-number-500',
    'A number of very many digits',
    ['robust-long-number'],
    failing((body) => /:9{500}/.test(body)),
  ],
  [
    'autodialer-repeated-member-500',
    'A member that is given twice',
    ['robust-repeated-member'],
    failing((body) => body.startsWith('{"name":"first"')),
  ],
  [
    'autodialer-byte-order-mark-500',
    'A byte order mark',
    ['robust-byte-order-mark'],
    failing((body) => body.startsWith('\ufeff{')),
  ],
  [
    'autodialer-invalid-utf-8-500',
    'A byte that is no UTF-8',
    ['robust-invalid-utf-8'],
    failing((body) => /^\{[^\0]*\ufffd/.test(body)),
  ],
  ['autodialer-utf-16-500', 'UTF-16', ['robust-utf-16'], failing((body) => body.startsWith('{\0'))],
  [
    'autodialer-odd-content-type-500',
    'A content type that cannot be read',
    ['robust-odd-content-type'],
    failing((_body, { request }) => soleHeader(request, 'content-type')?.startsWith('/') === true),
  ],
  [
    'autodialer-odd-accept-500',
    'An accept header that cannot be read',
    ['robust-odd-accept'],
    failing((_body, { request }) => soleHeader(request, 'accept')?.startsWith(';') === true),
  ],
  [
    'autodialer-accept-image-500',
    'A wish for a picture',
    ['robust-accept-image'],
    failing((_body, { request }) => soleHeader(request, 'accept') === 'image/png'),
  ],
  [
    'autodialer-odd-id-500',
    'An id with a control character',
    ['robust-odd-id'],
    failing((_body, _call, { _id }) => String(_id).includes('\u0001')),
  ],
  [
    'autodialer-cut-off-500',
    'An update after one of the same group that broke off',
    ['robust-body-withheld'],
    failing((_body, { server }, { _id }) => server.cutOff.some((request) => request.includes(String(_id)))),
  ],
  [
    'autodialer-nul-id-500',
    'An id with the character NUL',
    ['robust-nul-id'],
    failing((_body, _call, { _id }) => String(_id).includes('\0')),
  ],
  [
    'autodialer-null-500',
    'A description that is null',
    ['optional-null'],
    failing((_body, _call, { description }) => description === null),
  ],
  [
    'autodialer-long-id-500',
    'A very long id',
    ['robust-long-id'],
    failing((_body, _call, { _id }) => String(_id).length > 1_000),
  ],
]

export const robustness: readonly AutodialerFault[] = kinds.map(([id, what, checks, decisions]) => ({
  id,
  lie: `${what} is an internal error.`,
  behaviour: 'robustness',
  checks,
  decisions,
}))
