import { soleHeader } from '../../exchange.ts'
import { acceptOf, asksToClose, misreadBodies, refusedAccepts, takesLatin1 } from '../deliveries.ts'
import { type AutodialerFault, denying, ofUpdate, reply } from './tools.ts'

/** How a valid update reaches the server, and which answers to it are accepted. */
export const deliveries: readonly AutodialerFault[] = [
  ...misreadBodies.map(
    ([ids, lie, read]): AutodialerFault => ({
      id: ids.autodialer,
      lie,
      behaviour: 'representation',
      checks: ['delivered-differently'],
      decisions: (honest) => ({
        parse: (call) =>
          honest.parse(
            ofUpdate(call) ? { ...call, request: { ...call.request, body: read(call.request) } } : call,
          ),
      }),
    }),
  ),
  {
    id: 'autodialer-close-refused',
    lie: 'A connection is kept, and who asks for its end is refused.',
    behaviour: 'representation',
    checks: ['delivered-differently'],
    decisions: denying(({ request }) => asksToClose(request), 200, 'keep the connection'),
  },
  {
    id: 'autodialer-part-refused',
    lie: 'Who asks for a range of bytes is refused.',
    behaviour: 'representation',
    checks: ['delivered-differently'],
    decisions: denying(({ request }) => soleHeader(request, 'range') !== undefined, 416, 'no such range'),
  },
  {
    id: 'autodialer-close-not-stored',
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
    id: 'autodialer-language-not-stored',
    lie: 'What is sent in another language is stored as its translation, which nobody reads.',
    behaviour: 'representation',
    checks: ['delivered-differently'],
    decisions: (honest) => ({
      write: async (call, wanted) => {
        const language = soleHeader(call.request, 'accept-language') ?? 'en'
        if (language.startsWith('en')) await honest.write(call, wanted)
      },
    }),
  },
  {
    id: 'autodialer-close-cut',
    lie: 'Where the connection is to be closed, it is before the answer is whole.',
    behaviour: 'representation',
    checks: ['delivered-differently'],
    decisions: reply((whole, { request }) =>
      asksToClose(request) ? { ...whole, body: whole.body.subarray(0, -20) } : whole,
    ),
  },
  ...refusedAccepts.map(
    ([ids, lie, refused]): AutodialerFault => ({
      id: ids.autodialer,
      lie,
      behaviour: 'representation',
      checks: ['accept-lists'],
      decisions: denying(({ request }) => refused(acceptOf(request)), 406, 'not acceptable'),
    }),
  ),
  {
    id: 'autodialer-accept-charset-latin1',
    lie: 'Who prefers Latin-1 is answered in JSON of Latin-1.',
    behaviour: 'representation',
    checks: ['delivered-differently'],
    decisions: (honest) => ({
      encode: (call, text) =>
        ofUpdate(call) && takesLatin1(call.request) ? Buffer.from(text, 'latin1') : honest.encode(call, text),
      contentType: (call) => {
        const type = honest.contentType(call)
        return ofUpdate(call) && takesLatin1(call.request) ? type.replace('UTF-8', 'ISO-8859-1') : type
      },
    }),
  },
]
