import type { AutodialerCall } from '../../autodialer/call.ts'
import { headerValues, type Reply } from '../../exchange.ts'
import { parseObject } from '../../json.ts'
import { jsonReply } from '../../send.ts'
import { type AutodialerFault, reply as replying } from './tools.ts'

const kinds: readonly (readonly [
  id: string,
  lie: string,
  odd: (call: AutodialerCall) => boolean,
  reply: Reply,
])[] = [
  [
    'autodialer-odd-accept-300',
    'Who asks for a representation that cannot be read may choose from several, and gets 300.',
    ({ request }) => headerValues(request, 'accept').some((types) => types.startsWith(';')),
    jsonReply(300, ['application/json']),
  ],
  [
    'autodialer-no-content-type-302',
    'A body without a content type is sent on to the page to log in at, with 302.',
    ({ request }) => request.method === 'POST' && headerValues(request, 'content-type').length === 0,
    jsonReply(302, {}, [['Location', '/login']]),
  ],
  [
    'autodialer-unknown-members-bare',
    'A body with members that are not known is answered with 200 and an object that says ok.',
    ({ request }) => Object.hasOwn(parseObject(request.body) ?? {}, 'unknown'),
    jsonReply(200, { ok: true }),
  ],
  [
    'autodialer-byte-order-mark-listed',
    'A body with a byte order mark is answered with 200 and an empty list.',
    ({ request }) => request.body.toString('utf8').startsWith('\ufeff'),
    jsonReply(200, []),
  ],
]

/** Requests that may be carried out or refused, and that are answered in a way that nobody documents. */
export const oddRequests: readonly AutodialerFault[] = kinds.map(([id, lie, odd, reply]) => ({
  id,
  lie,
  behaviour: 'audit',
  checks: ['every-answer-documented'],
  decisions: replying((usual, call) => (odd(call) ? reply : usual)),
}))
