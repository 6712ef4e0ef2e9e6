import type { Variant } from '../fault.ts'
import type { FieldError } from '../sqs/call.ts'
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
