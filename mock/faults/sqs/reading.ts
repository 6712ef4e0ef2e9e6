import type { JsonObject } from '../../../helpers/contract/types.ts'
import { parseObject } from '../../json.ts'
import { fields } from '../../sqs/payload.ts'
import { looseMembers } from '../loose-members.ts'
import type { SqsFault } from './twists.ts'

const readings: readonly (readonly [
  id: string,
  lie: string,
  read: (text: string, honest: JsonObject | undefined) => JsonObject | undefined,
])[] = [
  [
    'sqs-crlf-refused',
    'Lines of JSON end in a line feed.',
    (text, honest) => (text.includes('\r') ? undefined : honest),
  ],
  [
    'sqs-members-by-place',
    'The third member is the name, whatever it is called.',
    (_text, honest) => {
      const values = Object.values(honest ?? {})
      const [id, ownerId, name] = values
      const inOrder = id !== undefined && ownerId !== undefined && name !== undefined && values.length === 3
      return inOrder ? { id, ownerId, name } : honest
    },
  ],
  [
    'sqs-escapes-kept',
    'An escaped letter is kept as its escape.',
    (text, honest) =>
      /\\u006/.test(text) ? parseObject(Buffer.from(text.replaceAll('\\u', '\\\\u'))) : honest,
  ],
  [
    'sqs-escaped-pairs-split',
    'Of a letter that is escaped in two halves, each becomes a question mark.',
    (text, honest) =>
      typeof honest?.name === 'string' && /\\ud83d\\ude80/.test(text)
        ? { ...honest, name: honest.name.replace(/[\u{10000}-\u{10ffff}]/gu, '??') }
        : honest,
  ],
  [
    'sqs-escaped-slash-refused',
    'A slash that is escaped makes a body ill-formed.',
    (text, honest) => (text.includes('\\/') ? undefined : honest),
  ],
]

/** JSON that is read in one spelling only, and members that are taken for others. */
export const reading: readonly SqsFault[] = [
  ...readings.map(
    ([id, lie, read]): SqsFault => ({
      id,
      lie,
      behaviour: 'robustness',
      checks: ['json-spelled-differently'],
      decisions: (honest) => ({
        parse: async (call) => read(call.request.body.toString('utf8'), await honest.parse(call)),
      }),
    }),
  ),
  ...looseMembers.map(
    ([{ sqs: id }, lie, check, read]): SqsFault => ({
      id,
      lie,
      behaviour: check.startsWith('required') ? 'required' : 'robustness',
      checks: [check],
      decisions: (honest) => ({
        parse: async (call) => {
          const payload = await honest.parse(call)
          return payload && read(payload, fields, call.request.body.toString('utf8'))
        },
      }),
    }),
  ),
]
