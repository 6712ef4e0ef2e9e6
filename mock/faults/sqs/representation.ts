import { headerValues } from '../../exchange.ts'
import { Slot } from '../../slot.ts'
import type { Format, SqsCall } from '../../sqs/call.ts'
import { preferredFormat } from '../../sqs/negotiation.ts'
import type { SqsFault } from './twists.ts'

type Choice = (call: SqsCall, honest: Format) => Format

const choices: readonly (readonly [id: string, lie: string, checks: readonly string[], choice: Choice])[] = [
  [
    'sqs-json-by-default',
    'Who asks for no format gets JSON.',
    ['xml-default'],
    (call, honest) => (accepts(call) === undefined ? 'json' : honest),
  ],
  ['sqs-json-always', 'There is no XML.', ['xml-default'], () => 'json'],
  ['sqs-xml-always', 'There is no JSON.', ['json-on-request'], () => 'xml'],
  [
    'sqs-format-of-connection',
    'A connection that asked for JSON once gets JSON from then on.',
    ['xml-default-kept-alive'],
    (call, honest) => {
      if (accepts(call) !== undefined) formats.set(call.connection, honest)
      return accepts(call) === undefined ? (formats.of(call.connection) ?? honest) : honest
    },
  ],
  [
    'sqs-format-of-first-request',
    'A connection that began with XML gets XML from then on.',
    ['json-kept-alive'],
    (call, honest) => {
      if (call.turn === 1) formats.set(call.connection, honest)
      return formats.of(call.connection) === 'xml' ? 'xml' : honest
    },
  ],
  [
    'sqs-xml-not-on-request',
    'XML is for those who ask for nothing; who asks gets JSON.',
    ['xml-on-request'],
    (call, honest) => (accepts(call)?.trim() === 'application/xml' ? 'json' : honest),
  ],
  [
    'sqs-accept-exact',
    'JSON is asked for in lower case.',
    ['accept-any-case'],
    (call, honest) => (accepts(call)?.includes('application/json') ? honest : 'xml'),
  ],
  [
    'sqs-accept-blanks',
    'A weight that does not stand right behind its semicolon is not seen.',
    ['accept-weights'],
    reweighed((accept) => accept.replace(/;\s+q=[\d.]+/g, '')),
  ],
  [
    'sqs-accept-tenths',
    'A weight of more digits than one is none.',
    ['accept-weights'],
    reweighed((accept) => accept.replace(/q=\d\.\d{2,}/g, 'q=0')),
  ],
]

/** The format that is chosen. */
const negotiation: readonly SqsFault[] = choices.map(([id, lie, checks, choice]) => ({
  id,
  lie,
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
  ['sqs-json-as-html', 'JSON is labelled as HTML.', 'json-on-request', 'json', 'text/html; charset=utf-8'],
  ['sqs-xml-as-html', 'XML is labelled as HTML.', 'xml-default', 'xml', 'text/html'],
]

/** The label that it gets. */
const labelling: readonly SqsFault[] = labels.map(([id, lie, check, format, type]) => ({
  id,
  lie,
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
