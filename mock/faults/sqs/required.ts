import type { SqsField } from '../../sqs/decisions.ts'
import { applyAnyway } from './apply-anyway.ts'
import { refusing, type SqsFault, tolerating } from './twists.ts'

interface Laxity {
  readonly what: string
  readonly lie: (field: string) => string
  readonly tolerable: (value: unknown) => boolean
}

const laxities: readonly Laxity[] = [
  {
    what: 'missing',
    lie: (field) => `A group may be updated without its ${field}.`,
    tolerable: (value) => value === undefined,
  },
  {
    what: 'null',
    lie: (field) => `A null as ${field} means: leave it as it is.`,
    tolerable: (value) => value === null,
  },
  {
    what: 'object',
    lie: (field) => `An object as ${field} is passed over.`,
    tolerable: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  },
  { what: 'array', lie: (field) => `A list as ${field} is passed over.`, tolerable: Array.isArray },
]

const members: readonly (readonly [role: string, field: SqsField])[] = [
  ['id', 'id'],
  ['owner', 'ownerId'],
  ['name', 'name'],
]

/** Requests that lack something, or have something else in its place. */
export const required: readonly SqsFault[] = [
  ...laxities.flatMap(({ what, lie, tolerable }) =>
    members.map(
      ([role, field]): SqsFault => ({
        id: `sqs-${what}-${role}-accepted`,
        lie: lie(field),
        level: 'must',
        behaviour: 'required',
        checks: [`required-${role}-${what}`],
        decisions: tolerating((each, value) => each === field && tolerable(value)),
      }),
    ),
  ),
  {
    id: 'sqs-nothing-required',
    lie: 'An empty object is an update of nothing.',
    level: 'must',
    behaviour: 'required',
    checks: ['required-all-missing'],
    decisions: (honest) => ({
      objections: (call, payload) =>
        Object.keys(payload).length === 0 ? [] : honest.objections(call, payload),
      mismatches: (call, group, payload) =>
        Object.keys(payload).length === 0 ? [] : honest.mismatches(call, group, payload),
    }),
  },
  ...(
    [
      ['200', 'required-name-missing'],
      ['400', 'required-status'],
      ['500', 'required-name-missing'],
    ] as const
  ).map(
    ([status, check]): SqsFault => ({
      id: `sqs-invalid-${status}`,
      lie: `A value that is missing is answered with ${status}.`,
      level: 'must',
      behaviour: 'required',
      checks: [check],
      decisions: refusing('invalid', (answer) => ({ ...answer, status: Number(status) })),
    }),
  ),
  {
    id: 'sqs-invalid-applied',
    lie: 'What is right in an update is stored before the rest is refused.',
    level: 'must',
    behaviour: 'required',
    checks: ['required-changes-nothing'],
    decisions: refusing('invalid', async (answer, call) => {
      await applyAnyway(call)
      return answer
    }),
  },
  ...members.map(
    ([role, field]): SqsFault => ({
      id: `sqs-number-${role}-echoed`,
      lie: `A number as ${field} is taken and shown as a number.`,
      level: 'must',
      behaviour: 'required',
      checks: [`required-${role}-number`],
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
  ...members.map(
    ([role, field]): SqsFault => ({
      id: `sqs-number-${role}-read`,
      lie: `A number as ${field} is read as its digits.`,
      level: 'inferred',
      behaviour: 'required',
      checks: [`required-${role}-number-refused`],
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
    level: 'should',
    behaviour: 'required',
    checks: ['refusal-body'],
    decisions: refusing('invalid', (answer, _call, { errors }) => ({
      ...answer,
      value: { message: errors.map(({ description }) => description).join('; ') },
    })),
  },
  {
    id: 'sqs-invalid-wrong-field',
    lie: 'Whatever is missing, the id is blamed.',
    level: 'should',
    behaviour: 'required',
    checks: ['refusal-body'],
    decisions: refusing('invalid', (answer) => ({
      ...answer,
      value: { errors: [{ field: 'id', description: 'id is mandatory' }] },
    })),
  },
]

function digits(value: unknown, field: SqsField): Partial<Record<SqsField, string>> {
  return typeof value === 'number' ? { [field]: String(value) } : {}
}
