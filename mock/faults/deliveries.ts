import { piecesOf } from '../dispatch.ts'
import { headerValues, type RawRequest } from '../exchange.ts'
import type { SharedIds } from '../fault.ts'

/** How the body of an update is read that does not come whole or says no length, whichever endpoint reads it. */
export const misreadBodies: readonly (readonly [
  ids: SharedIds,
  lie: string,
  read: (request: RawRequest) => Buffer,
])[] = [
  [
    { autodialer: 'autodialer-first-piece-only', sqs: 'sqs-first-piece-only' },
    'A body is what has come of it when it is looked at first.',
    ({ body }) => piecesOf(body)[0] ?? body,
  ],
  [
    { autodialer: 'autodialer-pieces-decoded', sqs: 'sqs-pieces-decoded' },
    'Each piece of a body is decoded by itself, so that letters which come in two are lost.',
    ({ body }) => {
      const pieces = piecesOf(body)
      return pieces.length > 1 ? Buffer.from(pieces.map((piece) => piece.toString('utf8')).join('')) : body
    },
  ],
  [
    { autodialer: 'autodialer-offer-unread', sqs: 'sqs-offer-unread' },
    'What offers another protocol is handed over to that before its body is read.',
    (request) => (headerValues(request, 'upgrade').length > 0 ? Buffer.alloc(0) : request.body),
  ],
  [
    { autodialer: 'autodialer-chunks-unread', sqs: 'sqs-chunks-unread' },
    'A body without a length is none.',
    (request) => (headerValues(request, 'transfer-encoding').length > 0 ? Buffer.alloc(0) : request.body),
  ],
]

/** Whether the client asks for its connection to be closed. */
export function asksToClose(request: RawRequest): boolean {
  return headerValues(request, 'connection').some((value) => /\bclose\b/i.test(value))
}

/** Accept headers that are refused, though each of them names JSON. */
export const refusedAccepts: readonly (readonly [
  ids: SharedIds,
  lie: string,
  refused: (accept: string) => boolean,
])[] = [
  [
    { autodialer: 'autodialer-accept-any-refused', sqs: 'sqs-accept-any-refused' },
    'Who accepts JSON accepts nothing else, least of all anything.',
    (accept) => /json.*\*\/\*/i.test(accept),
  ],
  [
    { autodialer: 'autodialer-accept-list-refused', sqs: 'sqs-accept-list-refused' },
    'One media type is accepted, and not several without weights.',
    (accept) => accept.includes(',') && !accept.includes('q='),
  ],
]

/** Whether the client prefers texts in Latin-1. */
export function takesLatin1(request: RawRequest): boolean {
  return headerValues(request, 'accept-charset').some((value) => /iso-8859-1/i.test(value))
}

/** A content type whose charset has its name in capitals. */
export function hasCapitalCharset(request: RawRequest): boolean {
  return headerValues(request, 'content-type').some((value) => value.includes('Charset='))
}

export function acceptOf(request: RawRequest): string {
  return headerValues(request, 'accept').join(', ')
}
