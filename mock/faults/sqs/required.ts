import type { Json } from '../../../helpers/contract/types.ts'
import { htmlPage } from '../../front.ts'
import { isObject } from '../../json.ts'
import type { SqsField } from '../../sqs/decisions.ts'
import { applyAnyway } from './apply-anyway.ts'
import { refusing, replying, type SqsFault, tolerating } from './twists.ts'

/** What is tolerated in the place of a text. */
const tolerated: readonly (readonly [
  id: string,
  lie: string,
  check: string,
  field: SqsField,
  tolerable: (value: Json | undefined) => boolean,
])[] = [
  [
    'sqs-missing-id-accepted',
    'A group may be updated without its id.',
    'required-id-missing',
    'id',
    isMissing,
  ],
  [
    'sqs-missing-owner-accepted',
    'A group may be updated without its ownerId.',
    'required-owner-missing',
    'ownerId',
    isMissing,
  ],
  [
    'sqs-missing-name-accepted',
    'A group may be updated without its name.',
    'required-name-missing',
    'name',
    isMissing,
  ],
  ['sqs-null-id-accepted', 'A null as id means: leave it as it is.', 'required-id-null', 'id', isNull],
  [
    'sqs-null-owner-accepted',
    'A null as ownerId means: leave it as it is.',
    'required-owner-null',
    'ownerId',
    isNull,
  ],
  [
    'sqs-null-name-accepted',
    'A null as name means: leave it as it is.',
    'required-name-null',
    'name',
    isNull,
  ],
  ['sqs-object-id-accepted', 'An object as id is passed over.', 'required-id-object', 'id', isObject],
  [
    'sqs-object-owner-accepted',
    'An object as ownerId is passed over.',
    'required-owner-object',
    'ownerId',
    isObject,
  ],
  ['sqs-object-name-accepted', 'An object as name is passed over.', 'required-name-object', 'name', isObject],
  ['sqs-array-id-accepted', 'A list as id is passed over.', 'required-id-array', 'id', Array.isArray],
  [
    'sqs-array-owner-accepted',
    'A list as ownerId is passed over.',
    'required-owner-array',
    'ownerId',
    Array.isArray,
  ],
  ['sqs-array-name-accepted', 'A list as name is passed over.', 'required-name-array', 'name', Array.isArray],
]

/** Members that may be numbers. */
const numbers = [
  {
    field: 'id',
    echoed: ['sqs-number-id-echoed', 'required-id-number'],
    read: ['sqs-number-id-read', 'required-id-number-refused'],
  },
  {
    field: 'ownerId',
    echoed: ['sqs-number-owner-echoed', 'required-owner-number'],
    read: ['sqs-number-owner-read', 'required-owner-number-refused'],
  },
  {
    field: 'name',
    echoed: ['sqs-number-name-echoed', 'required-name-number'],
    read: ['sqs-number-name-read', 'required-name-number-refused'],
  },
] as const

/** Requests that lack something, or have something else in its place. */
export const required: readonly SqsFault[] = [
  ...tolerated.map(
    ([id, lie, check, field, tolerable]): SqsFault => ({
      id,
      lie,
      behaviour: 'required',
      checks: [check],
      decisions: tolerating((each, value) => each === field && tolerable(value)),
    }),
  ),
  {
    id: 'sqs-nothing-required',
    lie: 'An empty object is an update of nothing.',
    behaviour: 'required',
    checks: ['required-all-missing'],
    decisions: (honest) => ({
      objections: (call, payload) =>
        Object.keys(payload).length === 0 ? [] : honest.objections(call, payload),
      mismatches: (call, group, payload) =>
        Object.keys(payload).length === 0 ? [] : honest.mismatches(call, group, payload),
    }),
  },
  {
    id: 'sqs-owner-missing-unchanged',
    lie: 'Who keeps the name may leave out the owner: there is nothing to change.',
    behaviour: 'required',
    checks: ['required-owner-missing-unchanged'],
    decisions: (honest) => ({
      objections: async (call, payload) => {
        const objections = await honest.objections(call, payload)
        const group = call.store.all().find(({ id }) => id === call.id)
        const changesNothing = payload.ownerId === undefined && group?.name === payload.name
        return changesNothing ? objections.filter(({ field }) => field !== 'ownerId') : objections
      },
    }),
  },
  ...(
    [
      ['sqs-invalid-200', 200, 'required-name-missing'],
      ['sqs-invalid-400', 400, 'required-status'],
      ['sqs-invalid-500', 500, 'required-name-missing'],
    ] as const
  ).map(
    ([id, status, check]): SqsFault => ({
      id,
      lie: `A value that is missing is answered with ${status}.`,
      behaviour: 'required',
      checks: [check],
      decisions: refusing('invalid', (answer) => ({ ...answer, status })),
    }),
  ),
  {
    id: 'sqs-invalid-applied',
    lie: 'What is right in an update is stored before the rest is refused.',
    behaviour: 'required',
    checks: ['required-changes-nothing'],
    decisions: refusing('invalid', async (answer, call) => {
      await applyAnyway(call)
      return answer
    }),
  },
  ...numbers.map(
    ({ field, echoed: [id, check] }): SqsFault => ({
      id,
      lie: `A number as ${field} is taken and shown as a number.`,
      behaviour: 'required',
      checks: [check],
      decisions: (honest) => ({
        ...tolerating((each, value) => each === field && typeof value === 'number')(honest),
        report: async (call, stored, payload) => {
          const shown = await honest.report(call, stored, payload)
          const value = payload[field]
          return typeof value === 'number' ? { ...shown, [field]: value } : shown
        },
      }),
    }),
  ),
  ...numbers.map(
    ({ field, read: [id, check] }): SqsFault => ({
      id,
      lie: `A number as ${field} is read as its digits.`,
      behaviour: 'required',
      checks: [check],
      decisions: (honest) => ({
        ...tolerating((each, value) => each === field && typeof value === 'number')(honest),
        change: (call, group, payload) =>
          honest.change(call, group, { ...payload, ...digits(payload[field], field) }),
      }),
    }),
  ),
  {
    id: 'sqs-invalid-without-errors',
    lie: 'A value that is missing is told in a sentence.',
    behaviour: 'required',
    checks: ['refusal-body'],
    decisions: refusing('invalid', (answer, _call, { errors }) => ({
      ...answer,
      value: { message: errors.map(({ description }) => description).join('; ') },
    })),
  },
  {
    id: 'sqs-invalid-on-pages',
    lie: 'Validation and conflicts are told on the pages of a framework.',
    behaviour: 'required',
    checks: ['refusal-body'],
    decisions: replying((reply) =>
      [409, 412].includes(reply.status) ? htmlPage(reply.status, 'Error') : reply,
    ),
  },
  {
    id: 'sqs-invalid-wrong-field',
    lie: 'Whatever is missing, the id is blamed.',
    behaviour: 'required',
    checks: ['refusal-body'],
    decisions: refusing('invalid', (answer) => ({
      ...answer,
      value: { errors: [{ field: 'id', description: 'id is mandatory' }] },
    })),
  },
]

function isMissing(value: Json | undefined): boolean {
  return value === undefined
}

function isNull(value: Json | undefined): boolean {
  return value === null
}

function digits(value: unknown, field: SqsField): Partial<Record<SqsField, string>> {
  return typeof value === 'number' ? { [field]: String(value) } : {}
}
