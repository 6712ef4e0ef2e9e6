import { headerValues } from '../../exchange.ts'
import { Slot } from '../../slot.ts'
import type { Format, SqsCall } from '../../sqs/call.ts'
import { preferredFormat } from '../../sqs/negotiation.ts'
import type { SqsFault } from './twists.ts'

type Choice = (call: SqsCall, honest: Format) => Format

const choices: readonly (readonly [
  id: string,
  lie: string,
  level: SqsFault['level'],
  checks: readonly string[],
  choice: Choice,
])[] = [
  [
    'json-by-default',
    'Who asks for no format gets JSON.',
    'must',
    ['xml-default'],
    (call, honest) => (accepts(call) === undefined ? 'json' : honest),
  ],
  ['json-always', 'There is no XML.', 'must', ['xml-default'], () => 'json'],
  ['xml-always', 'There is no JSON.', 'must', ['json-on-request'], () => 'xml'],
  [
    'format-of-connection',
    'A connection that asked for JSON once gets JSON from then on.',
    'must',
    ['xml-default-kept-alive'],
    (call, honest) => {
      if (accepts(call) !== undefined) formats.set(call.connection, honest)
      return accepts(call) === undefined ? (formats.of(call.connection) ?? honest) : honest
    },
  ],
  [
    'format-of-first-request',
    'A connection that began with XML gets XML from then on.',
    'must',
    ['json-kept-alive'],
    (call, honest) => {
      if (call.turn === 1) formats.set(call.connection, honest)
      return formats.of(call.connection) === 'xml' ? 'xml' : honest
    },
  ],
  [
    'xml-not-on-request',
    'XML is for those who ask for nothing; who asks gets JSON.',
    'should',
    ['xml-on-request'],
    (call, honest) => (accepts(call)?.trim() === 'application/xml' ? 'json' : honest),
  ],
  [
    'accept-exact',
    'JSON is asked for in lower case.',
    'must',
    ['accept-any-case'],
    (call, honest) => (accepts(call)?.includes('application/json') ? honest : 'xml'),
  ],
  [
    'accept-first',
    'Of several media types the first one that is known is meant, whatever its weight.',
    'should',
    ['accept-weights'],
    (call, honest) => (/\b(json|xml)\b/i.exec(accepts(call) ?? '')?.[1]?.toLowerCase() as Format) ?? honest,
  ],
  [
    'accept-any-json',
    'Where JSON is mentioned JSON is meant, whatever its weight.',
    'should',
    ['accept-weights'],
    (call, honest) => (/json/i.test(accepts(call) ?? '') ? 'json' : honest),
  ],
  [
    'accept-blanks',
    'A weight that does not stand right behind its semicolon is not seen.',
    'should',
    ['accept-weights'],
    reweighed((accept) => accept.replace(/;\s+q=[\d.]+/g, '')),
  ],
  [
    'accept-tenths',
    'A weight of more digits than one is none.',
    'should',
    ['accept-weights'],
    reweighed((accept) => accept.replace(/q=\d\.\d{2,}/g, 'q=0')),
  ],
]

/** The format that is chosen. */
const negotiation: readonly SqsFault[] = choices.map(([id, lie, level, checks, choice]) => ({
  id: `sqs-${id}`,
  lie,
  level,
  behaviour: 'representation',
  checks,
  decisions: (honest) => ({
    negotiate: async (call) => {
      const format = await honest.negotiate(call)
      return call.operation === 'update' ? choice(call, format) : format
    },
  }),
}))

const labels: readonly (readonly [id: string, lie: string, check: string, format: Format, type: string])[] = [
  ['json-as-html', 'JSON is labelled as HTML.', 'json-on-request', 'json', 'text/html; charset=utf-8'],
  ['xml-as-html', 'XML is labelled as HTML.', 'xml-default', 'xml', 'text/html'],
]

/** The label that it gets. */
const labelling: readonly SqsFault[] = labels.map(([id, lie, check, format, type]) => ({
  id: `sqs-${id}`,
  lie,
  level: 'must',
  behaviour: 'representation',
  checks: [check],
  decisions: (honest) => ({
    contentType: (call, chosen) =>
      call.operation === 'update' && chosen === format ? type : honest.contentType(call, chosen),
  }),
}))

export const representation: readonly SqsFault[] = [...negotiation, ...labelling]

const formats = new Slot<Format | undefined>(() => undefined)

/** Reads the accept header as if it were another. */
function reweighed(change: (accept: string) => string): Choice {
  return (call, honest) => {
    const accept = accepts(call)
    return accept === undefined ? honest : preferredFormat([change(accept)])
  }
}

function accepts({ request }: SqsCall): string | undefined {
  const values = headerValues(request, 'accept')
  return values.length === 0 ? undefined : values.join(', ')
}
