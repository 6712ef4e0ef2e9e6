import type { JsonObject } from '../../../helpers/contract/types.ts'
import type { AutodialerCall } from '../../autodialer/call.ts'
import type { AutodialerGroup } from '../../autodialer/store.ts'
import { isObject, parseJson, parseObject } from '../../json.ts'
import { applyAnyway } from './apply-anyway.ts'
import { type AutodialerFault, ofUpdate, refusal, without } from './tools.ts'

const bodyOf = (call: AutodialerCall) => call.request.body.toString('utf8')

/** Answers some bodies that cannot be read with an internal error. */
function breaking(on: (body: string) => boolean): AutodialerFault['decisions'] {
  return refusal(['malformed', 'unsupportedMediaType'], (answer, call) =>
    on(bodyOf(call)) ? { ...answer, status: 500 } : answer,
  )
}

/** Reads bodies that hold no JSON object. */
function lenient(read: (body: Buffer) => JsonObject | undefined): AutodialerFault['decisions'] {
  return (honest) => ({ parse: async (call) => (await honest.parse(call)) ?? read(call.request.body) })
}

/** Takes a body that holds nothing for an update of nothing. */
function pretending(on: (body: string) => boolean): AutodialerFault['decisions'] {
  const nothing: AutodialerGroup = { id: '', name: '', numbers: [], description: '', date: 0 }
  return (honest) => ({
    parse: async (call) => (await honest.parse(call)) ?? (on(bodyOf(call)) ? {} : undefined),
    find: (call, id) => (on(bodyOf(call)) ? nothing : honest.find(call, id)),
    write: (call, wanted) => (wanted.id === '' ? undefined : honest.write(call, wanted)),
  })
}

function closed(body: Buffer): JsonObject | undefined {
  const value = parseJson(Buffer.from(`${body.toString('utf8')}}`))
  return isObject(value) ? value : undefined
}

const kinds: readonly [id: string, lie: string, checks: readonly string[], AutodialerFault['decisions']][] = [
  [
    'autodialer-cut-off-read',
    'A body that lacks its last brace is read as if it had it.',
    ['malformed-truncated'],
    lenient(closed),
  ],
  [
    'autodialer-empty-body-done',
    'An empty body asks for nothing, which is done.',
    ['malformed-empty'],
    pretending((body) => body === ''),
  ],
  [
    'autodialer-null-body-500',
    'The body null is an internal error.',
    ['malformed-null'],
    breaking((body) => body === 'null'),
  ],
  [
    'autodialer-plain-body-500',
    'A body of plain text is an internal error.',
    ['malformed-plain-text'],
    breaking((body) => body.startsWith('name=')),
  ],
  [
    'autodialer-xml-body-500',
    'A body in XML is an internal error.',
    ['media-type-xml'],
    breaking((body) => body.startsWith('<?xml')),
  ],
  [
    'autodialer-array-body-read',
    'A body may be a list, of which the first entry counts.',
    ['malformed-array'],
    lenient((body) => {
      const value = parseJson(body)
      const first = Array.isArray(value) ? value[0] : undefined
      return isObject(first) ? first : undefined
    }),
  ],
  [
    'autodialer-string-body-read',
    'A body may be a text that holds the JSON.',
    ['malformed-string'],
    lenient((body) => {
      const value = parseJson(body)
      const inner = typeof value === 'string' ? parseJson(Buffer.from(value)) : undefined
      return isObject(inner) ? inner : undefined
    }),
  ],
  [
    'autodialer-unreadable-200',
    'A body that cannot be read is an error like any other, told under 200.',
    ['malformed-status'],
    refusal(['malformed'], (answer) => ({ ...answer, status: 200 })),
  ],
  [
    'autodialer-cut-off-applied',
    'A body that breaks off is refused, and what there is of it is stored.',
    ['malformed-changes-nothing'],
    applyAnyway('malformed', closed),
  ],
  [
    'autodialer-text-plain-applied',
    'JSON labelled as plain text is refused, and stored.',
    ['media-type-changes-nothing'],
    applyAnyway('unsupportedMediaType'),
  ],
  [
    'autodialer-get-served',
    'GET is answered as if it had updated a group.',
    ['method-get'],
    (honest) => ({
      refuse: async (call, reason) =>
        reason.outcome === 'methodNotAllowed' && ofUpdate(call) && call.request.method === 'GET'
          ? { status: 200, value: honest.envelope(call, 1, 'done', {}), headers: [] }
          : honest.refuse(call, reason),
    }),
  ],
  [
    'autodialer-get-501',
    'GET is answered as a service that does not exist.',
    ['method-get'],
    refusal(['methodNotAllowed'], (answer) => ({ ...answer, status: 501 })),
  ],
  [
    'autodialer-allow-missing',
    'A method is refused with 405 alone: which are allowed is not said.',
    ['method-allow'],
    refusal(['methodNotAllowed'], (answer) => ({ ...answer, headers: [] })),
  ],
  [
    'autodialer-refusal-success-text',
    'A refusal says success as a text.',
    ['refusal-envelope'],
    refusal(['notFound', 'invalid'], (answer) => ({ ...answer, value: { ...answer.value, success: '0' } })),
  ],
  [
    'autodialer-refusal-success-one',
    'A 400 says success 1.',
    ['refusal-envelope'],
    refusal(['malformed'], (answer) => ({ ...answer, value: { ...answer.value, success: 1 } })),
  ],
  [
    'autodialer-media-type-success',
    'A content type that is not allowed is refused with success 1.',
    ['refusal-envelope'],
    refusal(['unsupportedMediaType'], (answer) => ({ ...answer, value: { ...answer.value, success: 1 } })),
  ],
  [
    'autodialer-refusal-message-missing',
    'A refusal has no message.',
    ['refusal-envelope'],
    refusal(['notFound'], (answer) => ({ ...answer, value: without(answer.value, 'message') })),
  ],
  [
    'autodialer-half-body-done',
    'A body that breaks off in a text is an update of nothing.',
    ['malformed-half'],
    pretending((body) => body.startsWith('{') && /\w$/.test(body) && !body.endsWith('more')),
  ],
  [
    'autodialer-xml-labelled-json-500',
    'XML that is labelled as JSON is an internal error.',
    ['malformed-xml'],
    breaking((body) => body.startsWith('<group>')),
  ],
  [
    'autodialer-number-body-500',
    'A body that is a number is an internal error.',
    ['malformed-number'],
    breaking((body) => body === '42'),
  ],
]

/** Bodies that nobody must refuse: RFC 8259 lets a parser take more than JSON. */
const nearlyJson: readonly [id: string, lie: string, check: string, repair: (text: string) => string][] = [
  [
    'autodialer-trailing-comma-read',
    'A comma may stand after the last member.',
    'malformed-trailing-comma',
    (text) => text.replace(/,\}$/, '}'),
  ],
  [
    'autodialer-trailing-text-read',
    'What follows the JSON of a body is of no importance.',
    'malformed-trailing-text',
    (text) => text.replace(/\}[^}]*$/, '}'),
  ],
  [
    'autodialer-single-quotes-read',
    'A body may be written in single quotes.',
    'malformed-single-quotes',
    (text) => text.replaceAll("'", '"'),
  ],
]

export const malformed: readonly AutodialerFault[] = [
  ...kinds.map(
    ([id, lie, checks, decisions]): AutodialerFault => ({
      id,
      lie,
      behaviour: 'malformed',
      checks,
      decisions,
    }),
  ),
  ...nearlyJson.map(
    ([id, lie, check, repair]): AutodialerFault => ({
      id,
      lie,
      behaviour: 'malformed',
      checks: [check],
      decisions: lenient((body) => parseObject(Buffer.from(repair(body.toString('latin1')), 'latin1'))),
    }),
  ),
]
