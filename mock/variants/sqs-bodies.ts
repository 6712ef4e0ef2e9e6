import { escapedUnit } from '../../helpers/contract/json-value.ts'
import type { Variant } from '../fault.ts'
import type { SqsDecisions } from '../sqs/decisions.ts'

const spellings: readonly (readonly [id: string, difference: string, write: (value: object) => string])[] = [
  [
    'sqs-json-key-order',
    'Members stand in the opposite order.',
    (value) => JSON.stringify(Object.fromEntries(Object.entries(value).reverse())),
  ],
  [
    'sqs-json-pretty',
    'JSON is indented, with line ends as on Windows.',
    (value) => JSON.stringify(value, null, 2).replaceAll('\n', '\r\n'),
  ],
  [
    'sqs-json-escaped',
    'JSON has escapes for slashes and for all letters beyond ASCII.',
    (value) =>
      JSON.stringify(value)
        .replaceAll('/', '\\/')
        .replace(/[^\0-\x7e]/g, escapedUnit),
  ],
]

const dates: readonly (readonly [id: string, difference: string, write: (time: number) => string])[] = [
  [
    'sqs-dates-space',
    'Dates are written as on the other pages: with a blank, to the second.',
    (time) => iso(time).slice(0, 19).replace('T', ' '),
  ],
  ['sqs-dates-z', 'Dates end in Z.', iso],
  [
    'sqs-dates-colon',
    'Dates have an offset with a colon, another than zero.',
    (time) => `${iso(time + 3.5 * 3_600_000).slice(0, -1)}+03:30`,
  ],
  [
    'sqs-dates-microseconds',
    'Dates are written to the microsecond.',
    (time) => iso(time).replace('Z', '000+0000'),
  ],
]

/** How JSON is spelled, what else it holds, and how dates are written. */
export const bodies: readonly Variant<SqsDecisions>[] = [
  ...spellings.map(
    ([id, difference, write]): Variant<SqsDecisions> => ({
      id,
      difference,
      decisions: () => ({ jsonText: (_call, _answer, value) => write(value) }),
    }),
  ),
  {
    id: 'sqs-extra-members',
    difference: 'Groups have members that are not documented, here and in lists.',
    decisions: (honest) => ({
      present: (call, group) => ({
        ...honest.present(call, group),
        members: [],
        quota: null,
        _links: { self: { href: call.path } },
      }),
    }),
  },
  {
    id: 'sqs-extra-owner',
    difference: 'Before the documented members stands one that has members of the same names.',
    decisions: (honest) => ({
      present: (call, group) => ({
        owner: { id: group.ownerId, name: 'somebody else', created: 'n/a' },
        ...honest.present(call, group),
      }),
    }),
  },
  ...dates.map(
    ([id, difference, write]): Variant<SqsDecisions> => ({
      id,
      difference,
      decisions: () => ({ date: (_call, _member, time) => write(time) }),
    }),
  ),
  {
    id: 'sqs-updated-to-second',
    difference: 'The time of an update is kept to the second, that of a creation to the millisecond.',
    decisions: () => ({ now: () => Math.floor(Date.now() / 1_000) * 1_000 }),
  },
]

function iso(time: number): string {
  return new Date(time).toISOString()
}
