import { setTimeout as sleep } from 'node:timers/promises'
import { check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { show } from '../helpers/checks/expectations.ts'
import { memberOf } from '../helpers/contract/json-value.ts'
import type { Answer } from '../helpers/target/answer.ts'
import { instantOf, tellsMilliseconds } from '../helpers/target/instant.ts'
import { asUsual } from './as-usual.ts'

/** The dates of the answer to a right update: their form, and what they say. */
export const dateChecks = [
  check('date-form', 'MUST write dates in a documented form', { of: 'date-form' }, async (t) => {
    const answer = await asUsual(t)
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
    for (let again = 0; again < 2; again++) {
      const update = t.group.update()
      const claiming = update.claiming({ created: '2001-02-03T04:05:06.000+0000' })
      const answer = await t.send(again === 1 ? claiming : update)
      // Members that an update does not have may be refused.
      if (again === 1 && !t.isAccepted(answer)) continue
      const created = dateIn(t, answer, 'created')
      t.expect(created === first, `created ${first} as before the update`, `created ${created}`, answer)
    }
  }),

  check(
    'updated-after-created',
    'MUST NOT report an update before the creation',
    { of: 'updated-not-before-created' },
    async (t) => {
      const answer = await asUsual(t)
      const created = instantOf(dateIn(t, answer, 'created'))
      const updated = instantOf(dateIn(t, answer, 'updated'))
      if (created === undefined || updated === undefined) return
      // The two may be kept to a different precision: within a second of the creation, the update may read earlier.
      t.expect(
        updated > created - 1_000,
        'updated not before created',
        show(t.reported(answer).members),
        answer,
      )
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

  check(
    'updated-stamped',
    'INFERRED to tell the time of the update as it is',
    { of: 'updated-stamped' },
    async (t) => {
      const answer = await asUsual(t)
      const updated = instantOf(dateIn(t, answer, 'updated')) ?? Number.NaN
      // One before the creation is the finding of another check.
      if (updated < (instantOf(dateIn(t, answer, 'created')) ?? updated)) return
      t.expect(
        !isFar(answer, updated),
        `a time within a day of ${new Date(nowAt(answer)).toISOString()}`,
        show(t.reported(answer).members),
        answer,
      )
    },
  ),

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
]

/** The milliseconds of an extended JSON date; NaN, which equals nothing, where there are none. */
function stampIn(t: CheckContext, answer: Answer): number {
  return Number(memberOf(memberOf(t.reported(answer).members.date, '$date'), '$numberLong') ?? Number.NaN)
}

/** A date of the reported group as text; one that is missing or no text is the duty of other checks. */
function dateIn(t: CheckContext, answer: Answer, member: string): string {
  const date = t.reported(answer).members[member]
  return typeof date === 'string' ? date : ''
}

/** The time at the server, as far as it tells. */
function nowAt(answer: Answer): number {
  return Date.parse(answer.header('date') ?? '') || Date.now()
}

/** Whether a time is more than a day from the one at the server: no time zone explains that. NaN is not. */
function isFar(answer: Answer, time: number): boolean {
  return Math.abs(time - nowAt(answer)) > 86_400_000
}
