import { headerValues, type Reply } from '../../exchange.ts'
import { parseObject } from '../../json.ts'
import { jsonReply } from '../../send.ts'
import type { SqsCall } from '../../sqs/call.ts'
import { isRepeated } from '../pitfalls.ts'
import { replying, type SqsFault } from './twists.ts'

const kinds: readonly (readonly [id: string, lie: string, odd: (call: SqsCall) => boolean, reply: Reply])[] =
  [
    [
      'sqs-odd-accept-300',
      'Who asks for a representation that cannot be read may choose from several, and gets 300.',
      ({ request }) => headerValues(request, 'accept').some((types) => types.startsWith(';')),
      jsonReply(300, ['application/xml', 'application/json']),
    ],
    [
      'sqs-unknown-members-302',
      'A body with members that are not known is sent on to the next version, with 302.',
      (call) => Object.hasOwn(payload(call), 'unknown'),
      jsonReply(302, { message: 'moved' }, [['Location', '/sqs/v2/groups']]),
    ],
    [
      'sqs-long-text-bare',
      'A body of more than 64,000 bytes is answered with 200 and an empty object.',
      ({ request }) => request.body.length > 64_000,
      jsonReply(200, {}),
    ],
    [
      'sqs-repeated-member-listed',
      'A member that comes twice is an update of two groups, and answered with a list.',
      ({ request }) => isRepeated(request, 'name'),
      jsonReply(200, [{ status: 'updated' }, { status: 'updated' }]),
    ],
  ]

/** Requests that may be carried out or refused, and that are answered in a way that nobody documents. */
export const oddRequests: readonly SqsFault[] = kinds.map(([id, lie, odd, reply]) => ({
  id,
  lie,
  behaviour: 'audit',
  checks: ['every-answer-documented'],
  decisions: replying((usual, call) => (odd(call) ? reply : usual)),
}))

function payload({ request }: SqsCall) {
  return parseObject(request.body) ?? {}
}
