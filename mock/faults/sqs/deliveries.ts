import { headerValues, soleHeader } from '../../exchange.ts'
import { preferredFormat } from '../../sqs/negotiation.ts'
import { acceptOf, asksToClose, misreadBodies, refusedAccepts, takesLatin1 } from '../deliveries.ts'
import { denying, replying, type SqsFault } from './twists.ts'

/** How a valid update reaches the server, and which answers to it are accepted. */
export const deliveries: readonly SqsFault[] = [
  ...misreadBodies.map(
    ([ids, lie, read]): SqsFault => ({
      id: ids.sqs,
      lie,
      behaviour: 'representation',
      checks: ['delivered-differently'],
      decisions: (honest) => ({
        parse: (call) => honest.parse({ ...call, request: { ...call.request, body: read(call.request) } }),
      }),
    }),
  ),
  {
    id: 'sqs-close-refused',
    lie: 'A connection is kept, and who asks for its end is refused.',
    behaviour: 'representation',
    checks: ['delivered-differently'],
    decisions: denying(({ request }) => asksToClose(request), 400, 'keep the connection'),
  },
  {
    id: 'sqs-not-modified',
    lie: 'An update that asks for what changed since a day to come is answered by a cache, with 304.',
    behaviour: 'representation',
    checks: ['delivered-differently'],
    decisions: denying(({ request }) => soleHeader(request, 'if-modified-since') !== undefined, 304, ''),
  },
  {
    id: 'sqs-anything-refused',
    lie: 'Who takes anything is told that there is nothing for him.',
    behaviour: 'representation',
    checks: ['accept-lists'],
    decisions: denying(({ request }) => acceptOf(request) === '*/*', 406, 'not acceptable'),
  },
  {
    id: 'sqs-close-not-stored',
    lie: 'What is written after the answer is lost where the connection is closed.',
    behaviour: 'representation',
    checks: ['delivered-differently'],
    decisions: (honest) => ({
      write: async (call, wanted) => {
        if (!asksToClose(call.request)) await honest.write(call, wanted)
      },
    }),
  },
  {
    id: 'sqs-close-cut',
    lie: 'Where the connection is to be closed, it is before the answer is whole.',
    behaviour: 'representation',
    checks: ['delivered-differently'],
    decisions: replying((reply, { request }) =>
      asksToClose(request) ? { ...reply, body: reply.body.subarray(0, -20) } : reply,
    ),
  },
  ...refusedAccepts.map(
    ([ids, lie, refused]): SqsFault => ({
      id: ids.sqs,
      lie,
      behaviour: 'representation',
      checks: ['accept-lists'],
      decisions: denying(({ request }) => refused(acceptOf(request)), 406, 'not acceptable'),
    }),
  ),
  {
    id: 'sqs-accept-charset-refused',
    lie: 'A media type that is accepted has no charset.',
    behaviour: 'representation',
    checks: ['accept-lists'],
    decisions: denying(({ request }) => /charset/i.test(acceptOf(request)), 406, 'not acceptable'),
  },
  {
    id: 'sqs-accept-first-only',
    lie: 'Of the media types that are accepted, the first is meant.',
    behaviour: 'representation',
    checks: ['accept-lists'],
    decisions: (honest) => ({
      negotiate: async (call) => {
        const format = await honest.negotiate(call)
        const accept = acceptOf(call.request)
        return call.operation === 'update' && accept !== '' && !/^[^,]*json/i.test(accept) ? 'xml' : format
      },
    }),
  },
  {
    id: 'sqs-accept-range-refused',
    lie: 'Who accepts any format of application is told that there is none.',
    behaviour: 'representation',
    checks: ['accept-lists'],
    decisions: denying(({ request }) => acceptOf(request) === 'application/*', 406, 'not acceptable'),
  },
  {
    id: 'sqs-accept-first-line-only',
    lie: 'Of several accept headers the first is read.',
    behaviour: 'representation',
    checks: ['accept-lists'],
    decisions: (honest) => ({
      negotiate: (call) => {
        const lines = headerValues(call.request, 'accept')
        return lines.length > 1 ? preferredFormat(lines.slice(0, 1)) : honest.negotiate(call)
      },
    }),
  },
  {
    id: 'sqs-accept-charset-latin1',
    lie: 'Who prefers Latin-1 is answered in JSON of Latin-1.',
    behaviour: 'representation',
    checks: ['delivered-differently'],
    decisions: (honest) => ({
      encode: (call, text, format) =>
        call.operation === 'update' && takesLatin1(call.request)
          ? Buffer.from(text, 'latin1')
          : honest.encode(call, text, format),
      contentType: (call, format) => {
        const type = honest.contentType(call, format)
        return call.operation === 'update' && takesLatin1(call.request)
          ? type.replace('UTF-8', 'ISO-8859-1')
          : type
      },
    }),
  },
]
