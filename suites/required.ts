import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { show } from '../helpers/checks/expectations.ts'
import type { Contract } from '../helpers/contract/contract.ts'
import type { Json, Role } from '../helpers/contract/types.ts'
import type { Answer } from '../helpers/target/answer.ts'
import { fallsOver } from './falls-over.ts'
import { type Attempt, refusals } from './refusals.ts'

const roles: readonly Role[] = ['id', 'owner', 'name']

/** Around the right value: who unwraps it, or takes it as it is, is found out. */
const wrongTypes: readonly (readonly [id: string, what: string, wrap: (right: Json) => Json])[] = [
  ['object', 'an object', (right) => ({ value: right })],
  ['array', 'an array', (right) => [right]],
]

const requires = (role: Role) => (contract: Contract) => contract.required.includes(role)

const missing: Attempt[] = roles.map((role) => ({
  id: `required-${role}-missing`,
  what: `that leaves out the ${role}`,
  of: 'required-members',
  appliesTo: requires(role),
  from: (update) => update.without(role),
  outcomes: ['invalid'],
}))

const nulls: Attempt[] = roles.map((role) => ({
  id: `required-${role}-null`,
  what: `whose ${role} is null`,
  of: 'required-members',
  appliesTo: requires(role),
  from: (update) => update.with({ [role]: null }),
  outcomes: ['invalid', 'malformed'],
  after: [`required-${role}-missing`],
}))

const types: Attempt[] = roles.flatMap((role) =>
  wrongTypes.map(
    ([id, what, wrap]): Attempt => ({
      id: `required-${role}-${id}`,
      what: `whose ${role} is ${what}`,
      of: 'member-types',
      appliesTo: requires(role),
      from: (update) => update.with({ [role]: wrap(update.values[role] ?? null) }),
      outcomes: ['invalid', 'malformed', 'unprocessable'],
      after: [`required-${role}-missing`],
    }),
  ),
)

const allMissing: Attempt = {
  id: 'required-all-missing',
  what: 'whose payload is an empty object',
  of: 'required-members',
  from: (update) => update.withBody('{}'),
  outcomes: ['invalid'],
  after: roles.map((role) => `required-${role}-missing`),
}

/** Required members, each one left out, null or of a wrong type. */
export const required = behaviour('required', [
  ...refusals('required', 'required-members', [...missing, ...nulls, ...types, allMissing]),

  ...roles.map((role) =>
    check(
      `required-${role}-number`,
      `MUST NOT take a number for the ${role} as it is`,
      { of: 'member-types', appliesTo: requires(role) },
      async (t) => {
        const answer = await withNumber(t, role)
        // An internal error that other refusals are as well is the finding of the checks of those.
        if (t.isRefusal(answer) || (answer.status >= 500 && (await fallsOver(t)))) return
        // In the payload alone, the id of no group was taken for one.
        if (role === 'id' && !t.contract.update.path.includes('{id}')) t.expectRefused(answer, 'invalid')
        // A server may lawfully read the number as text, but the documents know the member as a string only.
        const reported = t.reported(answer).values[role]
        t.expect(
          typeof reported !== 'number',
          'a refusal, or the number reported as a string',
          show(reported),
          answer,
        )
      },
    ),
  ),

  ...roles.map((role) =>
    check(
      `required-${role}-number-refused`,
      `INFERRED to refuse a number for the ${role}`,
      { of: 'number-as-string', appliesTo: requires(role) },
      async (t) => {
        const answer = await withNumber(t, role)
        if (t.isCarriedOut(answer)) t.expectRefused(answer, 'invalid')
      },
    ),
  ),
])

/** Two checks ask this question, at two levels. */
async function withNumber(t: CheckContext, role: Role): Promise<Answer> {
  const make = () => t.group.update({ [role]: t.fixtures.names.number() })
  return (await t.sendOnce(`required-${role}-number`, make, false)).answer
}
