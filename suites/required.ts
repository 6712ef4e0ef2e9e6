import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import type { Contract } from '../helpers/contract/contract.ts'
import { hasIdInPath } from '../helpers/contract/id-place.ts'
import { memberOf } from '../helpers/contract/json-value.ts'
import type { Json, JsonObject, Role } from '../helpers/contract/types.ts'
import type { Answer } from '../helpers/target/answer.ts'
import { show } from '../helpers/target/describe.ts'
import { type Attempt, refusals } from './refusals.ts'

/** The required members that an endpoint may have, each with the ids of the checks about it. */
const members = [
  {
    role: 'id',
    missing: 'required-id-missing',
    null: 'required-id-null',
    object: 'required-id-object',
    array: 'required-id-array',
    number: 'required-id-number',
    numberRefused: 'required-id-number-refused',
  },
  {
    role: 'owner',
    missing: 'required-owner-missing',
    null: 'required-owner-null',
    object: 'required-owner-object',
    array: 'required-owner-array',
    number: 'required-owner-number',
    numberRefused: 'required-owner-number-refused',
  },
  {
    role: 'name',
    missing: 'required-name-missing',
    null: 'required-name-null',
    object: 'required-name-object',
    array: 'required-name-array',
    number: 'required-name-number',
    numberRefused: 'required-name-number-refused',
  },
] as const

const requires = (role: Role) => (contract: Contract) => contract.required.includes(role)

/** Whether a member is required and null is no value of it. */
const refusesNull = (role: Role) => (contract: Contract) => {
  const type = memberOf(memberOf(contract.requestSchema.properties, contract.members[role] ?? ''), 'type')
  return requires(role)(contract) && !(Array.isArray(type) && type.includes('null'))
}

const missing = members.map(
  ({ role, missing: id }): Attempt => ({
    id,
    what: `that leaves out the ${role}`,
    of: 'required-members',
    appliesTo: requires(role),
    from: (update) => update.without(role),
    outcomes: ['invalid'],
  }),
)

const nulls = members.map(
  ({ role, null: id, missing: worse }): Attempt => ({
    id,
    what: `whose ${role} is null`,
    of: 'required-members',
    appliesTo: refusesNull(role),
    from: (update) => update.with({ [role]: null }),
    outcomes: ['invalid', 'malformed'],
    after: [worse],
  }),
)

/** Around the right value: who unwraps it, or takes it as it is, is found out. */
const types = members.flatMap(({ role, object, array, missing: worse }) => {
  const wrapped = (id: string, what: string, wrap: (right: Json) => Json): Attempt => ({
    id,
    what: `whose ${role} is ${what}`,
    of: 'member-types',
    appliesTo: requires(role),
    from: (update) => update.with({ [role]: wrap(update.values[role] ?? null) }),
    outcomes: ['invalid', 'malformed', 'unprocessable'],
    after: [worse],
  })
  return [
    wrapped(object, 'an object', (right) => ({ value: right })),
    wrapped(array, 'an array', (right) => [right]),
  ]
})

const allMissing: Attempt = {
  id: 'required-all-missing',
  what: 'whose payload is an empty object',
  of: 'required-members',
  from: (update) => update.withBody('{}'),
  outcomes: ['invalid'],
  after: members.map(({ missing: id }) => id),
}

/** Shown but in the wrong place: what reads members loosely takes it for the member. Told of the last one required. */
const misplaced = (
  [
    [
      'required-other-case',
      'whose required member is in another case',
      (name, value) => ({ [name.toUpperCase()]: value }),
    ],
    [
      'required-in-prototype',
      'whose required member stands in one named __proto__',
      (name, value) => Object.fromEntries([['__proto__', { [name]: value }]]),
    ],
    [
      'required-nested',
      'whose required member stands in another member',
      (name, value) => ({ type: { [name]: value } }),
    ],
  ] satisfies [string, string, (name: string, value: Json) => JsonObject][]
).map(
  ([id, what, place]): Attempt => ({
    id,
    what,
    of: 'required-members',
    appliesTo: ({ required: roles }) => roles.length > 0,
    from: (update, { contract: { members: names, required: roles } }) => {
      const role = roles.at(-1) ?? 'id'
      return update.without(role).claiming(place(names[role] ?? role, update.values[role] ?? null))
    },
    // Members that a server does not know may be an error of their own.
    outcomes: ['invalid', 'malformed', 'unprocessable'],
    after: members.map(({ missing: worse }) => worse),
  }),
)

/** Who looks at what changes first has nothing to object to. */
const ownerUnchanged: Attempt = {
  id: 'required-owner-missing-unchanged',
  what: 'that leaves out the owner and keeps the name',
  of: 'required-members',
  appliesTo: requires('owner'),
  from: (update, t) => {
    const held = t.fixtures.log.lastUpdates.of(t.group.id).at(-1)?.values?.name ?? t.group.name
    return (held === undefined ? update : update.with({ name: held })).without('owner')
  },
  outcomes: ['invalid'],
  after: ['required-owner-missing'],
}

const attempts = [...missing, ...nulls, ...types, allMissing, ...misplaced, ownerUnchanged]

/** Ids of the checks that each of these is refused. */
export const requiredChecks: readonly string[] = attempts.map(({ id }) => id)

/** Required members, each one left out, null or of a wrong type. */
export const required = behaviour('required', [
  ...refusals(
    { status: 'required-status', changesNothing: 'required-changes-nothing' },
    'that lacks a required member or has it of a wrong type',
    'required-members',
    attempts,
  ),

  ...members.map(({ role, number: id, missing: worse }) =>
    check(
      id,
      `MUST NOT take a number for the ${role} as it is`,
      { of: 'member-types', after: [worse], appliesTo: requires(role) },
      async (t) => {
        const answer = await withNumber(t, id, role)
        t.expectNoInternalError(answer)
        if (t.isRefusal(answer)) return
        // In the payload alone, the id of no group was taken for one.
        if (role === 'id' && !hasIdInPath(t.contract)) t.expectRefused(answer, 'invalid')
        // A server may lawfully read the number as text, but the documents know the member as a string only.
        const { [role]: reported } = await t.made(t.group, answer)
        t.expect(
          typeof reported !== 'number',
          'a refusal, or the number reported as a string',
          show(reported),
          answer,
        )
      },
    ),
  ),

  ...members.map(({ role, numberRefused: id, number, missing: worse }) =>
    check(
      id,
      `INFERRED to refuse a number for the ${role}`,
      { of: 'number-as-string', after: [worse, number], appliesTo: requires(role) },
      async (t) => t.expectRefused(await withNumber(t, number, role), 'invalid'),
    ),
  ),
])

/** Two checks ask this question, at two levels. */
function withNumber(t: CheckContext, question: string, role: Role): Promise<Answer> {
  return t.sendOnce(question, () => t.group.update({ [role]: t.fixtures.names.number() }).free(), false)
}
