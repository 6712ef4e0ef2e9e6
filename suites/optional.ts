import { behaviour, check } from '../helpers/checks/check.ts'
import { show } from '../helpers/checks/expectations.ts'
import { sameJson } from '../helpers/contract/json-value.ts'
import type { Json, Role } from '../helpers/contract/types.ts'

const roles: readonly Role[] = ['name', 'numbers', 'description']

const wrongTypes: readonly (readonly [role: Role, value: Json])[] = [
  ['name', { value: 'x' }],
  ['numbers', { a: '1' }],
  ['description', ['x']],
]

/** Members that an update may leave out. */
export const optional = behaviour('optional', [
  ...roles.map((role) =>
    check(
      `optional-${role}-missing`,
      `MUST accept an update that leaves out the ${role}`,
      { of: 'optional-members' },
      async (t) => {
        t.expectAccepted(await t.send(t.group.update().without(role)))
      },
    ),
  ),

  check(
    'optional-all-missing',
    'INFERRED to accept an update of nothing but the id',
    { of: 'optional-all-left-out' },
    async (t) => {
      t.expectAccepted(await t.send(t.group.update().without(...roles)))
    },
  ),

  ...roles.map((role) =>
    check(
      `optional-${role}-kept`,
      `INFERRED to keep the ${role} that an update leaves out`,
      { of: 'omitted-kept' },
      async (t) => {
        const update = t.group.update()
        await t.send(update)
        const answer = await t.send(t.group.update().without(role))
        const kept = t.reported(answer).values[role]
        t.expect(
          sameJson(kept, update.values[role]),
          `${role} ${show(update.values[role])} as before`,
          show(kept),
          answer,
        )
      },
    ),
  ),

  ...wrongTypes.map(([role, value]) =>
    check(
      `optional-${role}-type`,
      `INFERRED to refuse a ${role} of a wrong type`,
      { of: 'optional-member-types' },
      async (t) => {
        t.expectRefused(await t.send(t.group.update({ [role]: value })))
      },
    ),
  ),
])
