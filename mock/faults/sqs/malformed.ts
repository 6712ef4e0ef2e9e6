import type { Json, JsonObject } from '../../../helpers/contract/types.ts'
import { isObject, parseJson } from '../../json.ts'
import type { SqsCall } from '../../sqs/call.ts'
import { applyAnyway } from './apply-anyway.ts'
import { refusing, type SqsFault } from './twists.ts'

/** What a body means that is none; undefined where it is refused as it should be. */
type Reading = (text: string, call: SqsCall) => JsonObject | undefined

const readings: readonly (readonly [
  check: string,
  lie: string,
  level: SqsFault['level'],
  reading: Reading,
])[] = [
  ['truncated', 'A bracket that is missing is put in.', 'must', (text) => objectIn(`${text}}`)],
  [
    'half',
    'Of a body that breaks off, what came is taken.',
    'must',
    (text, call) => (/^\{.*[^}]$/s.test(text) && !objectIn(`${text}}`) ? current(call) : undefined),
  ],
  [
    'plain-text',
    'A form is as good as JSON.',
    'must',
    (text, call) => (/^\w+=/.test(text) ? current(call) : undefined),
  ],
  [
    'xml',
    'XML is read whatever its label.',
    'must',
    (text, call) => (text.startsWith('<') ? current(call) : undefined),
  ],
  [
    'empty',
    'An empty body changes nothing.',
    'must',
    (text, call) => (text === '' ? current(call) : undefined),
  ],
  [
    'array',
    'Of a list the first item is taken.',
    'must',
    (text) => (text.startsWith('[') ? objectIn(text.slice(1, -1)) : undefined),
  ],
  [
    'string',
    'JSON in a text is read once more.',
    'must',
    (text) => {
      const inner = jsonIn(text)
      return typeof inner === 'string' ? objectIn(inner) : undefined
    },
  ],
  [
    'number',
    'A number changes nothing.',
    'must',
    (text, call) => (typeof jsonIn(text) === 'number' ? current(call) : undefined),
  ],
  ['null', 'A null changes nothing.', 'must', (text, call) => (text === 'null' ? current(call) : undefined)],
  [
    'trailing-comma',
    'A comma too many does not count.',
    'inferred',
    (text) => objectIn(text.replace(/,\s*}$/, '}')),
  ],
  [
    'trailing-text',
    'What follows the JSON is not read.',
    'inferred',
    (text) => (text.endsWith('}') ? undefined : objectIn(text.slice(0, text.lastIndexOf('}') + 1))),
  ],
  [
    'single-quotes',
    'JSON may be written with single quotes.',
    'inferred',
    (text) => (text.startsWith("{'") ? objectIn(text.replaceAll("'", '"')) : undefined),
  ],
]

/** Bodies that cannot be read. */
export const malformed: readonly SqsFault[] = [
  ...readings.map(
    ([check, lie, level, reading]): SqsFault => ({
      id: `sqs-reads-${check}`,
      lie,
      level,
      behaviour: 'malformed',
      checks: [`malformed-${check}`],
      decisions: (honest) => ({
        parse: async (call) =>
          (await honest.parse(call)) ?? reading(call.request.body.toString('utf8'), call),
      }),
    }),
  ),
  ...(
    [
      ['200', 'malformed-truncated'],
      ['422', 'malformed-status'],
      ['500', 'malformed-truncated'],
    ] as const
  ).map(
    ([status, check]): SqsFault => ({
      id: `sqs-malformed-${status}`,
      lie: `A body that cannot be read is answered with ${status}.`,
      level: 'must',
      behaviour: 'malformed',
      checks: [check],
      decisions: refusing('malformed', (answer) => ({ ...answer, status: Number(status) })),
    }),
  ),
  {
    id: 'sqs-truncated-json-500',
    lie: 'A body that breaks off is an internal error.',
    level: 'must',
    behaviour: 'malformed',
    checks: ['malformed-truncated'],
    decisions: refusing('malformed', (answer, call) =>
      /^\{.*[^}]$/s.test(call.request.body.toString('utf8')) ? { ...answer, status: 500 } : answer,
    ),
  },
  {
    id: 'sqs-media-type-applied',
    lie: 'A body is stored before its label is refused.',
    level: 'must',
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
    level: 'must',
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
