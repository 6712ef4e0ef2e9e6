import type { Json, JsonObject } from '../../../helpers/contract/types.ts'
import { isObject, parseJson } from '../../json.ts'
import type { SqsCall } from '../../sqs/call.ts'
import { applyAnyway } from './apply-anyway.ts'
import { refusing, type SqsFault } from './twists.ts'

/** What a body means that is none; undefined where it is refused as it should be. */
type Reading = (text: string, call: SqsCall) => JsonObject | undefined

const readings: readonly (readonly [id: string, lie: string, check: string, reading: Reading])[] = [
  [
    'sqs-reads-truncated',
    'A bracket that is missing is put in.',
    'malformed-truncated',
    (text) => objectIn(`${text}}`),
  ],
  [
    'sqs-reads-half',
    'Of a body that breaks off, what came is taken.',
    'malformed-half',
    (text, call) => (/^\{.*[^}]$/s.test(text) && !objectIn(`${text}}`) ? current(call) : undefined),
  ],
  [
    'sqs-reads-plain-text',
    'A form is as good as JSON.',
    'malformed-plain-text',
    (text, call) => (/^\w+=/.test(text) ? current(call) : undefined),
  ],
  [
    'sqs-reads-xml',
    'XML is read whatever its label.',
    'malformed-xml',
    (text, call) => (text.startsWith('<') ? current(call) : undefined),
  ],
  [
    'sqs-reads-empty',
    'An empty body changes nothing.',
    'malformed-empty',
    (text, call) => (text === '' ? current(call) : undefined),
  ],
  [
    'sqs-reads-array',
    'Of a list the first item is taken.',
    'malformed-array',
    (text) => (text.startsWith('[') ? objectIn(text.slice(1, -1)) : undefined),
  ],
  [
    'sqs-reads-string',
    'JSON in a text is read once more.',
    'malformed-string',
    (text) => {
      const inner = jsonIn(text)
      return typeof inner === 'string' ? objectIn(inner) : undefined
    },
  ],
  [
    'sqs-reads-number',
    'A number changes nothing.',
    'malformed-number',
    (text, call) => (typeof jsonIn(text) === 'number' ? current(call) : undefined),
  ],
  [
    'sqs-reads-null',
    'A null changes nothing.',
    'malformed-null',
    (text, call) => (text === 'null' ? current(call) : undefined),
  ],
  [
    'sqs-reads-trailing-comma',
    'A comma too many does not count.',
    'malformed-trailing-comma',
    (text) => objectIn(text.replace(/,\s*}$/, '}')),
  ],
  [
    'sqs-reads-trailing-text',
    'What follows the JSON is not read.',
    'malformed-trailing-text',
    (text) => (text.endsWith('}') ? undefined : objectIn(text.slice(0, text.lastIndexOf('}') + 1))),
  ],
  [
    'sqs-reads-single-quotes',
    'JSON may be written with single quotes.',
    'malformed-single-quotes',
    (text) => (text.startsWith("{'") ? objectIn(text.replaceAll("'", '"')) : undefined),
  ],
]

/** Bodies that cannot be read. */
export const malformed: readonly SqsFault[] = [
  ...readings.map(
    ([id, lie, check, reading]): SqsFault => ({
      id,
      lie,
      behaviour: 'malformed',
      checks: [check],
      decisions: (honest) => ({
        parse: async (call) =>
          (await honest.parse(call)) ?? reading(call.request.body.toString('utf8'), call),
      }),
    }),
  ),
  ...(
    [
      ['sqs-malformed-200', 200, 'malformed-truncated'],
      ['sqs-malformed-422', 422, 'malformed-status'],
      ['sqs-malformed-500', 500, 'malformed-truncated'],
    ] as const
  ).map(
    ([id, status, check]): SqsFault => ({
      id,
      lie: `A body that cannot be read is answered with ${status}.`,
      behaviour: 'malformed',
      checks: [check],
      decisions: refusing('malformed', (answer) => ({ ...answer, status })),
    }),
  ),
  {
    id: 'sqs-truncated-json-500',
    lie: 'A body that breaks off is an internal error.',
    behaviour: 'malformed',
    checks: ['malformed-truncated'],
    decisions: refusing('malformed', (answer, call) =>
      /^\{.*[^}]$/s.test(call.request.body.toString('utf8')) ? { ...answer, status: 500 } : answer,
    ),
  },
  {
    id: 'sqs-media-type-applied',
    lie: 'A body is stored before its label is refused.',
    behaviour: 'malformed',
    checks: ['media-type-changes-nothing'],
    decisions: refusing('unsupportedMediaType', async (answer, call) => {
      await applyAnyway(call)
      return answer
    }),
  },
  {
    id: 'sqs-malformed-applied',
    lie: 'The name in a body that breaks off is stored before the body is refused.',
    behaviour: 'malformed',
    checks: ['malformed-changes-nothing'],
    decisions: refusing('malformed', (answer, call) => {
      const name = /"name":"([^"\\]*)"/.exec(call.request.body.toString('utf8'))?.[1]
      const group = call.store.all().find(({ id }) => id === call.id)
      if (name !== undefined && group !== undefined) call.store.put({ ...group, name })
      return answer
    }),
  },
]

function jsonIn(text: string): Json | undefined {
  return parseJson(Buffer.from(text))
}

function objectIn(text: string): JsonObject | undefined {
  const value = jsonIn(text)
  return isObject(value) ? value : undefined
}

/** An update to what the group is already. */
function current({ store, id }: SqsCall): JsonObject | undefined {
  const group = store.all().find((each) => each.id === id)
  return group && { id, ownerId: group.ownerId, name: group.name }
}
