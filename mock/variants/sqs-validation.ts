import type { Json } from '../../helpers/contract/types.ts'
import type { Variant } from '../fault.ts'
import { parseObject } from '../json.ts'
import { jsonReply } from '../send.ts'
import type { FieldError, SqsCall } from '../sqs/call.ts'
import type { SqsDecisions, SqsField } from '../sqs/decisions.ts'

const rules: readonly (readonly [
  id: string,
  difference: string,
  refused: (value: string, field: SqsField) => boolean,
])[] = [
  [
    'sqs-short-names',
    'A name has at most 64 characters.',
    (value, field) => field === 'name' && value.length > 64,
  ],
  [
    'sqs-letters-and-digits',
    'A name is of at most 24 letters and digits.',
    (value, field) => field === 'name' && !/^[A-Za-z0-9]{0,24}$/.test(value),
  ],
  ['sqs-ascii', 'Texts are in ASCII.', (value) => /[^\0-\x7f]/u.test(value)],
  [
    'sqs-plain-names',
    'A name is of letters, digits, blanks and hyphens.',
    (value, field) => field === 'name' && !/^[\w -]+$/.test(value),
  ],
]

const ownerFixed: FieldError = { field: 'ownerId', description: 'ownerId cannot change' }

const noNumber = { errors: [{ field: 'ownerId', description: 'ownerId is no number' }] }

function isNumber(value: Json | undefined): boolean {
  return typeof value === 'string' && /^\d{5,15}$/.test(value)
}

/** A creation for an owner that is no number. */
function makesForAnother({ operation, request }: SqsCall): boolean {
  return operation === 'create' && !isNumber(parseObject(request.body)?.ownerId)
}

/** Validation that no document speaks of, stricter or laxer than the usual. */
export const validation: readonly Variant<SqsDecisions>[] = [
  ...rules.map(
    ([id, difference, refused]): Variant<SqsDecisions> => ({
      id,
      difference,
      decisions: (honest) => ({
        objection: (call, field, value) =>
          typeof value === 'string' && refused(value, field)
            ? `${field} is out of range`
            : honest.objection(call, field, value),
      }),
    }),
  ),
  {
    id: 'sqs-unknown-members-refused',
    difference: 'A body with members that are not known fails validation.',
    decisions: (honest) => ({
      objections: async (call, payload) => [
        ...(await honest.objections(call, payload)),
        ...Object.keys(payload)
          .filter((member) => !['id', 'ownerId', 'name'].includes(member))
          .map((field) => ({ field, description: `${field} is not known` })),
      ],
    }),
  },
  {
    id: 'sqs-owner-fixed',
    difference: 'An update cannot give a group to another owner.',
    decisions: (honest) => ({
      mismatches: async (call, group, payload) => [
        ...(await honest.mismatches(call, group, payload)),
        ...(payload.ownerId === group.ownerId ? [] : [ownerFixed]),
      ],
    }),
  },
  {
    id: 'sqs-owner-fixed-403',
    difference:
      'An update that would give a group to another owner is refused as one that the user may not make.',
    decisions: (honest) => ({
      mismatches: async (call, group, payload) => [
        ...(await honest.mismatches(call, group, payload)),
        ...(payload.ownerId === group.ownerId ? [] : [ownerFixed]),
      ],
      refuse: async (call, refusal) => {
        const answer = await honest.refuse(call, refusal)
        return refusal.errors.includes(ownerFixed)
          ? { ...answer, status: 403, value: { message: ownerFixed.description } }
          : answer
      },
    }),
  },
  {
    id: 'sqs-owner-digits',
    difference: 'An owner is of 5 to 15 digits, as a telephone number is; the run names its owner itself.',
    settings: { SQS_GROUP_ID: '', SQS_SECOND_GROUP_ID: '', SQS_OWNER_ID: '' },
    decisions: (honest) => ({
      objection: (call, field, value) =>
        field === 'ownerId' && !isNumber(value)
          ? 'ownerId is no number'
          : honest.objection(call, field, value),
      serves: (call) => !makesForAnother(call) && honest.serves(call),
      lost: (call) => (makesForAnother(call) ? jsonReply(412, noNumber) : honest.lost(call)),
    }),
  },
  {
    id: 'sqs-owner-fixed-422',
    difference: 'An update cannot give a group to another owner, which is told as 422 with error code 1.',
    decisions: (honest) => ({
      mismatches: async (call, group, payload) => [
        ...(await honest.mismatches(call, group, payload)),
        ...(payload.ownerId === group.ownerId ? [] : [ownerFixed]),
      ],
      refuse: async (call, refusal) => {
        const answer = await honest.refuse(call, refusal)
        return refusal.errors.includes(ownerFixed)
          ? { ...answer, status: 422, value: { message: ownerFixed.description, errorCode: 1 } }
          : answer
      },
    }),
  },
  {
    id: 'sqs-body-id-ignored',
    difference: 'Of two ids the one in the address counts.',
    decisions: () => ({ mismatches: () => [] }),
  },
  {
    id: 'sqs-empty-texts',
    difference: 'An empty name is a name.',
    decisions: (honest) => ({
      objection: (call, field, value) =>
        value === '' && field === 'name' ? undefined : honest.objection(call, field, value),
    }),
  },
  {
    id: 'sqs-media-type-ignored',
    difference: 'A body is read as JSON, whatever its label.',
    decisions: () => ({ mediaTypeServed: () => true }),
  },
]
