import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { show } from '../helpers/checks/expectations.ts'
import type { Contract } from '../helpers/contract/contract.ts'
import { sameJson } from '../helpers/contract/json-value.ts'
import type { Json, Role } from '../helpers/contract/types.ts'
import type { Answer } from '../helpers/target/answer.ts'
import { asUsual } from './as-usual.ts'

const roles: readonly Role[] = ['name', 'numbers', 'description']

const wrongTypes: readonly (readonly [role: Role, value: Json])[] = [
  ['name', { value: 'x' }],
  ['numbers', { a: '1' }],
  ['description', ['x']],
]

/** What a client sends that does not quote its numbers. */
const unquoted: readonly (readonly [role: Role, value: Json])[] = [
  ['name', 4711],
  ['numbers', [4711, 4712]],
  ['description', 4711],
]

const isOptional =
  (role: Role) =>
  ({ members, required }: Contract) =>
    members[role] !== undefined && !required.includes(role)

const hasOptional = (contract: Contract) => roles.some((role) => isOptional(role)(contract))

/** Members that an update may leave out. */
export const optional = behaviour('optional', [
  ...roles.map((role) =>
    check(
      `optional-${role}-missing`,
      `MUST accept an update that leaves out the ${role}`,
      { of: 'optional-members', appliesTo: isOptional(role) },
      async (t) => {
        t.expectAccepted(await leavingOut(t, role))
      },
    ),
  ),

  check(
    'optional-all-missing',
    'INFERRED to accept an update of nothing but the id',
    { of: 'optional-all-left-out' },
    async (t) => {
      const answer = await t.send(t.group.update().without(...roles))
      if (t.isAccepted(answer)) return
      for (const role of roles) {
        // One of them missing alone is refused as well: that is the finding of the check above.
        if (!t.isAccepted(await t.send(t.group.update().without(role)))) return
      }
      t.expectAccepted(answer)
    },
  ),

  check(
    'optional-answer-is-json',
    'MUST answer with one JSON text whichever member is left out',
    { of: 'answer-is-json', appliesTo: hasOptional },
    async (t) => {
      // What a plain update is not answered with either is the finding of another check.
      if ((await asUsual(t)).jsonReading.problem !== undefined) return
      for (const role of roles.filter((each) => isOptional(each)(t.contract))) {
        const answer = await leavingOut(t, role)
        const { problem } = answer.jsonReading
        if (t.isAccepted(answer)) t.expect(problem === undefined, 'one JSON text', problem ?? '', answer)
      }
    },
  ),

  check(
    'optional-null',
    'MUST NOT fail internally on null for a member that may be left out',
    { of: 'no-internal-error', appliesTo: hasOptional },
    async (t) => {
      for (const role of roles.filter((each) => isOptional(each)(t.contract)))
        t.expectNoInternalError(await t.send(t.group.update({ [role]: null })))
    },
  ),

  check(
    'description-empty',
    'INFERRED to take away the description when an empty one is sent',
    { of: 'empty-description-kept' },
    async (t) => {
      await t.send(t.group.update())
      const update = t.group.update({ description: '' })
      const answer = await t.send(update)
      if (!t.isAccepted(answer)) return t.note(`not judged: refused with ${answer.status}`)
      t.expectReported(answer, { description: '' })
      if (!t.meets('read-back')) return
      const stored = await t.stored(t.group)
      // Nothing of the update was stored where the name is another one: that is the persistence checks' finding.
      if (stored.values.name === update.values.name) t.expectStored(stored, { description: '' })
      // A group is found by its description first: whichever check is lent this one next gets it with one.
      await t.send(t.group.update())
    },
  ),

  ...roles.map((role) =>
    check(
      `optional-${role}-kept`,
      `INFERRED to keep the ${role} that an update leaves out`,
      { of: 'omitted-kept', appliesTo: isOptional(role) },
      async (t) => {
        const update = t.group.update()
        const value = update.values[role]
        await t.send(update)
        const before = t.meets('read-back') ? (await t.stored(t.group)).values : update.values
        // An update that was not stored as it was sent is the finding of the persistence checks.
        if (before.name !== update.values.name || (before[role] ?? value) !== value) return
        const answer = await t.send(t.group.update().without(role))
        if (!t.isAccepted(answer)) return t.note(`not judged: refused with ${answer.status}`)
        const unreliable = !t.plain.reported || t.plain.misreported.has(role)
        const reported = unreliable ? value : t.reported(answer).values[role]
        const after = t.meets('read-back') ? (await t.stored(t.group)).values : {}
        const kept = role in after ? after[role] : reported
        // Other numbers than those that were sent are found where storing them is judged.
        if (role === 'numbers' && Array.isArray(kept) && kept.length > 0) return
        t.expect(sameJson(kept, value), `${role} ${show(value)} as before`, show(kept), answer)
      },
    ),
  ),

  ...wrongTypes.map(([role, value]) =>
    check(
      `optional-${role}-type`,
      `INFERRED to refuse a ${role} of a wrong type`,
      { of: 'optional-member-types', appliesTo: isOptional(role) },
      async (t) => {
        t.expectRefused(await t.send(t.group.update({ [role]: value })), 'invalid')
      },
    ),
  ),

  check(
    'optional-as-documented',
    'MUST NOT report a number where a string is documented',
    { of: 'answer-members', appliesTo: hasOptional },
    async (t) => {
      for (const [role, value] of unquoted.filter(([each]) => isOptional(each)(t.contract))) {
        const answer = await t.send(t.group.update({ [role]: value }))
        // Refused, or read as text: both are lawful.
        if (!t.isAccepted(answer)) continue
        const reported = t.reported(answer).values[role]
        const items = Array.isArray(reported) ? reported : [reported]
        t.expect(
          items.every((item) => typeof item !== 'number'),
          'a refusal, or the number reported as a string',
          show(reported),
          answer,
        )
      }
    },
  ),

  check(
    'optional-changes-nothing',
    'MUST leave the group as it was when it refuses a member of a wrong type',
    { of: 'refusal-changes-nothing', needs: ['read-back'], appliesTo: hasOptional },
    async (t) => {
      await t.send(t.group.update({ numbers: ['2400', '2401'] }))
      let before = await t.stored(t.group)
      for (const [role, value] of wrongTypes.filter(([each]) => isOptional(each)(t.contract))) {
        const answer = await t.send(t.group.update({ [role]: value }))
        const after = await t.stored(t.group)
        if (t.isRefusal(answer)) t.expectUnchanged(before, after)
        before = after
      }
    },
  ),
])

/** Two checks ask this question: whether it is answered well, and in which form. */
async function leavingOut(t: CheckContext, role: Role): Promise<Answer> {
  const make = () => t.group.update().without(role)
  return (await t.sendOnce(`optional-${role}-missing`, make, false)).answer
}
