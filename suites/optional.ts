import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import type { Contract } from '../helpers/contract/contract.ts'

import type { Json, Role } from '../helpers/contract/types.ts'
import type { Answer } from '../helpers/target/answer.ts'
import { show } from '../helpers/target/describe.ts'
import { answered, kept, served, stored } from './precedence.ts'

/** The members that an update may leave out, each with the ids of the checks about it. */
const members = [
  {
    role: 'name',
    missing: 'optional-name-missing',
    kept: 'optional-name-kept',
    type: 'optional-name-type',
    wrongType: { value: 'x' },
    /** What a client sends that does not quote its numbers. */
    unquoted: 4711,
  },
  {
    role: 'numbers',
    missing: 'optional-numbers-missing',
    kept: 'optional-numbers-kept',
    type: 'optional-numbers-type',
    wrongType: { a: '1' },
    unquoted: [4711, 4712],
  },
  {
    role: 'description',
    missing: 'optional-description-missing',
    kept: 'optional-description-kept',
    type: 'optional-description-type',
    wrongType: ['x'],
    unquoted: 4711,
  },
] as const satisfies readonly { role: Role; wrongType: Json; unquoted: Json; [id: string]: unknown }[]

const isOptional =
  (role: Role) =>
  ({ members: known, required }: Contract) =>
    known[role] !== undefined && !required.includes(role)

const optionalIn = ({ contract }: CheckContext) => members.filter(({ role }) => isOptional(role)(contract))

const hasOptional = (contract: Contract) => members.some(({ role }) => isOptional(role)(contract))

const eachMissing = members.map(({ missing }) => missing)

/** Members that an update may leave out. */
export const optional = behaviour('optional', [
  ...members.map(({ role, missing: id }) =>
    check(
      id,
      `MUST accept an update that leaves out the ${role}`,
      { of: 'optional-members', after: served, appliesTo: isOptional(role) },
      async (t) => t.expectAccepted(await leavingOut(t, id, role)),
    ),
  ),

  check(
    'optional-all-missing',
    'INFERRED to accept an update of nothing but the id',
    { of: 'optional-all-left-out', after: [...served, ...eachMissing] },
    async (t) => {
      const request = t.group.update().without(...members.map(({ role }) => role))
      t.expectAccepted(await t.send(request.maybeRefused()))
    },
  ),

  check(
    'optional-answer-is-json',
    'MUST answer with one JSON text whichever member is left out',
    { of: 'answer-is-json', after: ['answer-is-json', ...eachMissing], appliesTo: hasOptional },
    async (t) => {
      for (const { role, missing: id } of optionalIn(t)) {
        const answer = await leavingOut(t, id, role)
        const { problem } = answer.jsonReading
        t.expect(problem === undefined, 'one JSON text', problem ?? '', answer)
      }
    },
  ),

  check(
    'optional-null',
    'MUST NOT answer 5xx to null in a member that may be left out',
    { of: 'no-internal-error', after: served, appliesTo: hasOptional },
    async (t) => {
      for (const { role } of optionalIn(t))
        t.expectNoInternalError(await t.send(t.group.update({ [role]: null }).free()))
    },
  ),

  check(
    'description-empty',
    'INFERRED to take away the description when an empty one is sent',
    { of: 'empty-description-kept', after: kept },
    async (t) => {
      await t.send(t.group.update())
      const update = t.group.update({ description: '' }).free()
      const answer = await t.send(update)
      if (!t.isTaken(answer)) return
      await t.expectTold(t.group, answer, { description: '' })
      if (t.meets('read-back')) await t.expectStored(t.group, update.values)
      // A group is found by its description first: whichever check is lent this one next gets it with one.
      await t.send(t.group.update())
    },
  ),

  ...members.map(({ role, kept: id, missing }) =>
    check(
      id,
      `INFERRED to keep the ${role} that an update leaves out`,
      { of: 'omitted-kept', after: [...kept, missing, 'numbers-stored'], appliesTo: isOptional(role) },
      async (t) => {
        const update = t.group.update()
        const value = update.values[role]
        await t.send(update)
        const partial = t.group.update().without(role)
        const answer = await t.send(partial)
        t.expectAccepted(answer)
        const { [role]: reported } = await t.made(t.group, answer)
        if (reported !== undefined) t.expectSame(t.contract.members[role] ?? role, value, reported, answer)
        if (t.meets('read-back')) await t.expectStored(t.group, { ...partial.values, [role]: value ?? null })
      },
    ),
  ),

  ...members.map(({ role, type: id, wrongType }) =>
    check(
      id,
      `INFERRED to refuse ${role === 'numbers' ? role : `a ${role}`} of a wrong type`,
      { of: 'optional-member-types', appliesTo: isOptional(role) },
      async (t) => t.expectRefused(await t.send(t.group.update({ [role]: wrongType }).free()), 'invalid'),
    ),
  ),

  check(
    'optional-as-documented',
    'MUST NOT report a number where a string is documented',
    { of: 'answer-members', after: answered, appliesTo: hasOptional },
    async (t) => {
      for (const { role, unquoted } of optionalIn(t)) {
        const answer = await t.send(t.group.update({ [role]: unquoted }).free())
        // Refused, or read as text: both are lawful.
        t.expectNoInternalError(answer)
        if (t.isRefusal(answer)) continue
        const { [role]: reported } = await t.made(t.group, answer)
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
    { of: 'refusal-changes-nothing', needs: ['read-back'], after: stored, appliesTo: hasOptional },
    async (t) => {
      const values = t.contract.members.numbers === undefined ? {} : { numbers: ['2400', '2401'] }
      let before = await t.updated(t.group, values)
      for (const { role, wrongType } of optionalIn(t)) {
        const answer = await t.send(t.group.update({ [role]: wrongType }).free())
        if (t.isRefusal(answer)) await t.expectUnchanged(t.group, before)
        else before = await t.updated(t.group, values)
      }
    },
  ),
])

/** Two checks ask this question: whether it is answered well, and in which form. */
function leavingOut(t: CheckContext, question: string, role: Role): Promise<Answer> {
  return t.sendOnce(question, () => t.group.update().without(role), false)
}
