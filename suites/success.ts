import { setTimeout as sleep } from 'node:timers/promises'
import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { show } from '../helpers/checks/expectations.ts'
import { isObject, memberOf, valueAt } from '../helpers/contract/json-value.ts'
import type { Json, Role } from '../helpers/contract/types.ts'
import type { Answer } from '../helpers/target/answer.ts'
import { instantOf, tellsMilliseconds } from '../helpers/target/instant.ts'

/** A right update, and what the answer to it says. */
export const success = behaviour('success', [
  check('update-status', 'MUST answer a right update with success', { of: 'update-succeeds' }, async (t) => {
    const answer = await t.send(t.group.update())
    // What such a body says cannot be read, which other checks find: the status remains.
    if (answer.status === 200 && !isObject(answer.json)) return
    t.expectOutcome(answer, 'updated')
  }),

  check(
    'answer-members',
    'MUST report the group with the documented members',
    { of: 'answer-members' },
    async (t) => {
      const answer = await t.send(t.group.update())
      t.expectAccepted(answer)
      // Nothing at all reports no group; what is there and is no JSON is the finding of another check.
      const nothing = answer.status === 200 && answer.body.length === 0
      if (answer.json === undefined && !nothing) return t.note('not judged: the answer is no JSON')
      t.expectSchema(t.contract.schemas.group, valueAt(answer.json, t.contract.groupAt), answer)
    },
  ),

  check(
    'success-envelope',
    'MUST wrap the group in the success envelope',
    { of: 'success-envelope' },
    async (t) => {
      const answer = await t.send(t.group.update())
      t.expectAccepted(answer)
      if (answer.json === undefined) return t.note('not judged: the answer is no JSON')
      if (t.contract.schemas.envelope) t.expectSchema(t.contract.schemas.envelope, answer.json, answer)
    },
  ),

  check(
    'answer-is-json',
    'MUST answer with one JSON text and nothing around it',
    { of: 'answer-is-json' },
    async (t) => {
      for (const name of ['', ' Ünïcödé']) {
        const answer = await t.send(t.group.update({ name: `${t.fixtures.names.name()}${name}` }))
        // Only ASCII is taken: then a refusal is what comes of the second name.
        if (name !== '' && !t.isAccepted(answer)) return
        // No body, or one in another format, is the finding of other checks.
        if (answer.body.length === 0 || answer.saysXml) return
        const { problem } = answer.jsonReading
        t.expect(
          problem === undefined,
          'one JSON text in UTF-8 without a byte order mark',
          problem ?? '',
          answer,
        )
      }
    },
  ),

  check('answer-media-type', 'SHOULD label a JSON answer as JSON', { of: 'answer-media-type' }, async (t) => {
    const answer = await t.send(t.group.update())
    t.expect(answer.saysJson, 'content type application/json', answer.mediaType || 'no content type', answer)
  }),

  check('answer-echo', 'MUST report what was sent', { of: 'answer-echoes' }, async (t) => {
    const update = t.group.update()
    const answer = await t.send(update)
    // A value of another type is the finding of the check of the members.
    const ofType = Object.entries(t.reported(answer).values).filter(
      ([role, value]) => kindOf(value) === kindOf(update.values[role as Role]),
    )
    const roles = ofType.map(([role]) => role)
    const sent = Object.entries(update.values).filter(([role]) => roles.includes(role))
    t.expectReported(answer, Object.fromEntries(sent), new Set())
  }),

  check(
    'answer-count',
    'MUST report the number of numbers as count',
    { of: 'count-of-numbers' },
    async (t) => {
      for (const numbers of [['2001', '2002', '2003', '2004'], ['2005']]) {
        const answer = await t.send(t.group.update({ numbers }))
        const { count, numbers: reported } = t.reported(answer).members
        // Other numbers than were sent are another check's finding: they are to be counted all the same.
        const expected = Array.isArray(reported) ? reported.length : numbers.length
        t.expect(
          count === undefined || Number(count) === expected,
          `count ${expected}`,
          `count ${show(count)}`,
          answer,
        )
      }
    },
  ),

  check('date-form', 'MUST write dates in a documented form', { of: 'date-form' }, async (t) => {
    const answer = await t.send(t.group.update())
    const { members } = t.reported(answer)
    for (const name of t.contract.dates.members) {
      // No date, or one of a type that the group may not have, is the finding of another check.
      const problems = t.contract.validate(t.contract.schemas.group, members)
      if (name in members && !problems.some((problem) => problem.startsWith(`/${name} `)))
        t.expectSchema(t.contract.dates.schema, members[name], answer)
    }
  }),

  check('created-kept', 'MUST keep the time of creation', { of: 'created-kept' }, async (t) => {
    const first = dateIn(t, await t.send(t.group.update()), 'created')
    // Told to the second, a creation that is set anew shows a second later only.
    if (!tellsMilliseconds(first) && instantOf(first) !== undefined) await sleep(1_100)
    for (let again = 0; again < 3; again++) {
      const answer = await t.send(t.group.update())
      const created = dateIn(t, answer, 'created')
      t.expect(created === first, `created ${first} as before the update`, `created ${created}`, answer)
    }
  }),

  check(
    'updated-after-created',
    'MUST NOT report an update before the creation',
    { of: 'updated-not-before-created' },
    async (t) => {
      const answer = await t.send(t.group.update())
      const created = instantOf(dateIn(t, answer, 'created'))
      const updated = instantOf(dateIn(t, answer, 'updated'))
      if (created === undefined || updated === undefined) return
      t.expect(updated >= created, 'updated not before created', show(t.reported(answer).members), answer)
    },
  ),

  check('updated-moves', 'INFERRED to move the time of update on', { of: 'updated-moves' }, async (t) => {
    const first = dateIn(t, await t.send(t.group.update()), 'updated')
    if (first === '') return t.note('not judged: no time of update is told')
    let last = await t.send(t.group.update())
    for (let again = 0; again < 20 && dateIn(t, last, 'updated') === first; again++)
      last = await t.send(t.group.update())
    if (dateIn(t, last, 'updated') === first && !tellsMilliseconds(first)) {
      await sleep(1_100)
      last = await t.send(t.group.update())
    }
    t.expect(
      dateIn(t, last, 'updated') !== first,
      `updated later than ${first}`,
      'the same time after each update',
      last,
    )
  }),

  check('date-stamped', 'INFERRED to stamp the date at the update', { of: 'date-stamped' }, async (t) => {
    const answer = await t.send(t.group.update())
    t.expect(
      !isFar(answer, stampIn(t, answer)),
      `a date within a day of ${new Date(nowAt(answer)).toISOString()}`,
      show(t.reported(answer).members.date),
      answer,
    )
  }),

  check('date-moves', 'INFERRED to move the date on with each update', { of: 'date-stamped' }, async (t) => {
    let last = await t.send(t.group.update())
    const first = stampIn(t, last)
    if (isFar(last, first)) return t.note('not judged: the date is another time altogether')
    for (let again = 0; again < 20 && stampIn(t, last) === first; again++)
      last = await t.send(t.group.update())
    if (stampIn(t, last) === first && first % 1_000 === 0) {
      await sleep(1_100)
      last = await t.send(t.group.update())
    }
    // No date, or none in the documented form, is the finding of other checks.
    t.expect(stampIn(t, last) !== first, `a date later than ${first}`, 'the same after each update', last)
  }),
])

function kindOf(value: Json | undefined): string {
  return Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value
}

/** The time at the server, as far as it tells. */
function nowAt(answer: Answer): number {
  return Date.parse(answer.header('date') ?? '') || Date.now()
}

/** Whether a time is more than a day from the one at the server: no time zone explains that. NaN is not. */
function isFar(answer: Answer, time: number): boolean {
  return Math.abs(time - nowAt(answer)) > 86_400_000
}

/** The milliseconds of an extended JSON date; NaN, which equals nothing, where there are none. */
function stampIn(t: CheckContext, answer: Answer): number {
  return Number(memberOf(memberOf(t.reported(answer).members.date, '$date'), '$numberLong') ?? Number.NaN)
}

/** A date of the reported group as text; one that is missing or no text is the duty of other checks. */
function dateIn(t: CheckContext, answer: Answer, member: string): string {
  const date = t.reported(answer).members[member]
  return typeof date === 'string' ? date : ''
}
