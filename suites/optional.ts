import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { sameJson, valueAt } from '../helpers/contract/json-value.ts'
import type { Json, Role } from '../helpers/contract/types.ts'
import type { Answer } from '../helpers/target/answer.ts'
import { show } from '../helpers/target/describe.ts'
import { NotTested } from '../helpers/verdict/signals.ts'
import { leastGroupCheck } from './least-group.ts'
import { askNumbers, textForNumbers, withNull, withOddNumbers } from './odd-parts.ts'
import { eachMissing, hasOptional, isOptional, optionalIn, optionalMembers } from './optional-members.ts'
import { eachPart, leavingOut, partChecks } from './parts.ts'
import { answered, kept, served, stored } from './precedence.ts'

/** Members that an update may leave out. */
export const optional = behaviour('optional', [
  ...optionalMembers.map(({ role, missing: id }) =>
    check(
      id,
      `MUST accept an update that leaves out the ${role}`,
      { of: 'optional-members', after: [...served, 'every-update-answered'], appliesTo: isOptional(role) },
      async (t) => t.expectAccepted((await leavingOut(t, role)).answer),
    ),
  ),

  check(
    'optional-all-missing',
    'INFERRED to accept an update of nothing but the id',
    { of: 'optional-all-left-out', after: [...served, ...eachMissing] },
    async (t) => {
      const request = t.group.update().without(...optionalMembers.map(({ role }) => role))
      t.expectAccepted(await t.send(request.maybeRefused()))
    },
  ),

  check(
    'optional-answer-is-json',
    'MUST answer with one JSON text whichever member is left out',
    { of: 'answer-is-json', after: ['answer-is-json', ...eachMissing], appliesTo: hasOptional },
    async (t) => {
      for (const { answer } of await eachPart(t)) {
        const { problem } = answer.jsonReading
        t.expect(problem === undefined, 'one JSON text', problem ?? '', answer)
      }
    },
  ),

  ...partChecks,
  leastGroupCheck,

  check(
    'optional-null',
    'MUST NOT answer 5xx to null in a member that may be left out',
    { of: 'no-internal-error', after: served, appliesTo: hasOptional },
    async (t) => {
      for (const answer of await withNull(t)) t.expectNoInternalError(answer)
    },
  ),

  check(
    'description-empty',
    'MUST take away the description when an empty one is sent, or refuse that',
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

  ...optionalMembers.map(({ role, kept: id, missing }) =>
    check(
      id,
      `INFERRED to keep the ${role} that an update leaves out`,
      {
        of: 'omitted-kept',
        after: [...kept, missing, 'numbers-stored', 'optional-parts-stored'],
        appliesTo: isOptional(role),
      },
      async (t) => {
        const { answer, held, stored: read } = await leavingOut(t, role)
        t.expectAccepted(answer)
        const reported = t.contract.reports ? t.reported(answer).values[role] : undefined
        if (reported !== undefined)
          t.expectSame(t.contract.members[role] ?? role, held[role], reported, answer)
        if (!t.contract.reports && !read)
          throw new NotTested('an update is answered without a body, and the group cannot be read back')
        const problem = read && t.notStored(read, held)
        if (problem) throw problem
      },
    ),
  ),

  ...optionalMembers.map(({ role, type: id, wrongType }) =>
    check(
      id,
      `INFERRED to refuse ${role === 'numbers' ? role : `a ${role}`} of a wrong type`,
      { of: 'optional-member-types', after: ['optional-type-reported'], appliesTo: isOptional(role) },
      async (t) => t.expectRefused(await ofWrongType(t, id, role, wrongType), 'invalid'),
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
    'optional-odd-as-documented',
    'MUST report the group as documented where it accepts null or a list of other things than texts',
    {
      of: 'answer-members',
      after: [
        ...answered,
        'optional-null',
        'robust-numbers',
        'optional-as-documented',
        'optional-type-reported',
      ],
      appliesTo: (contract) => hasOptional(contract) && contract.reports,
    },
    async (t) => {
      for (const answer of [...(await withNull(t)), ...(await withOddNumbers(t))]) {
        if (!t.isTaken(answer) || answer.saysXml) continue
        t.expectSchema(t.contract.schemas.group, valueAt(answer.json, t.contract.groupAt), answer)
      }
    },
  ),

  check(
    'optional-type-reported',
    'MUST report a member of a wrong type by what was sent, or refuse it',
    {
      of: 'answer-echoes',
      after: answered,
      appliesTo: hasOptional,
    },
    async (t) => {
      const nulls = await withNull(t)
      for (const [at, { role, type, wrongType, holds }] of optionalIn(t).entries()) {
        const asked: [value: Json, first: Answer | undefined, isRead: (made: string) => boolean][] = [
          [wrongType, await ofWrongType(t, type, role, wrongType), (made) => made.includes(holds)],
          [null, nulls[at], (made) => !isWordForNothing(made)],
        ]
        if (role === 'numbers')
          asked.push([
            textForNumbers,
            await askNumbers(t, textForNumbers),
            (made) => made.includes(textForNumbers),
          ])
        for (const [value, first, isRead] of asked)
          if (first && t.isAccepted(first)) await expectReadOrLeft(t, role, value, isRead)
      }
    },
  ),

  check(
    'optional-changes-nothing',
    'MUST leave the group as it was when it refuses a member of a wrong type',
    {
      of: 'refusal-changes-nothing',
      needs: ['read-back'],
      after: stored,
      appliesTo: hasOptional,
    },
    async (t) => {
      const values = t.contract.members.numbers === undefined ? {} : { numbers: ['2400', '2401'] }
      let before = await t.updated(t.group, values)
      await t.passASecond(before)
      for (const member of optionalIn(t)) {
        const wrong: Json[] = [member.wrongType, ...('partlyWrong' in member ? [member.partlyWrong] : [])]
        for (const value of wrong) {
          const answer = await t.send(t.group.update({ [member.role]: value }).free())
          if (t.isRefusal(answer)) await t.expectUnchanged(t.group, before)
          else before = await t.updated(t.group, values)
        }
      }
    },
  ),
])

/**
 * A value of a wrong type that is taken: whoever takes no notice of the member leaves it as it was; whoever makes a text of
 * it tells what it holds.
 */
async function expectReadOrLeft(
  t: CheckContext,
  role: Role,
  value: Json,
  isRead: (made: string) => boolean,
): Promise<void> {
  const before = t.group.update()
  await t.send(before)
  const answer = await t.send(t.group.update({ [role]: value }).free())
  if (!t.isAccepted(answer)) return
  const { [role]: made } = await t.made(t.group, answer)
  const isKept = made === undefined || sameJson(made, before.values[role])
  t.expect(isKept || isRead(show(made)), `a refusal, or ${role} as it was sent`, show(made), answer)
}

/** What programming languages write for null, as a text or as the one text of a list. */
function isWordForNothing(made: string): boolean {
  return /^\[?"(null|none|nil|undefined)"\]?$/i.test(made)
}

/** Two checks ask this question: whether it is refused, and what is made of it otherwise. */
function ofWrongType(t: CheckContext, question: string, role: Role, wrongType: Json): Promise<Answer> {
  return t.sendOnce(question, () => t.group.update({ [role]: wrongType }).free(), false)
}
