import { setTimeout as sleep } from 'node:timers/promises'
import { check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { memberOf } from '../helpers/contract/json-value.ts'
import type { Json } from '../helpers/contract/types.ts'
import type { Answer } from '../helpers/target/answer.ts'
import { show } from '../helpers/target/describe.ts'
import { instantOf, missingIn, tellsMilliseconds } from '../helpers/target/instant.ts'
import { Violation } from '../helpers/verdict/signals.ts'
import { asUsual } from './plainest.ts'
import { answered } from './precedence.ts'

/** What a time may be counted in by mistake, and how many of these a millisecond is. */
const otherUnits: readonly (readonly [unit: string, inAMillisecond: number])[] = [
  ['seconds', 1 / 1_000],
  ['microseconds', 1_000],
  ['nanoseconds', 1_000_000],
]

/** The dates of the answer to a valid update: their form, and what they say. */
export const dateChecks = [
  check(
    'date-form',
    'MUST write dates in a documented form',
    { of: 'date-form', after: answered },
    async (t) => {
      const answer = await asUsual(t)
      const { members } = t.reported(answer)
      for (const name of t.contract.dates.members) expectForm(t, name, members[name], answer)
    },
  ),

  check(
    'date-unit',
    'MUST give the date in milliseconds',
    { of: 'date-unit', after: ['date-form', ...answered] },
    async (t) => {
      const answer = await asUsual(t)
      const stamp = stampIn(t, answer)
      // A clock may be set to any time; but no clock is so wrong that it tells the present time in another unit.
      const unit = isFar(answer, stamp)
        ? otherUnits.find(([, inOne]) => !isFar(answer, stamp / inOne))
        : undefined
      t.expect(
        unit === undefined,
        `milliseconds, such as ${nowAt(answer)}`,
        `${stamp}, which is the present time in ${unit?.[0]}`,
        answer,
      )
    },
  ),

  check(
    'created-kept',
    'MUST keep the time of creation',
    { of: 'created-kept', after: ['date-form', ...answered] },
    async (t) => {
      const first = dateIn(t, await t.send(t.group.update()), 'created')
      // Told to the second, a creation that is set anew shows a second later only.
      if (!tellsMilliseconds(first) && instantOf(first) !== undefined) await sleep(1_100)
      for (let again = 0; again < 2; again++) {
        const update = t.group.update()
        const claiming = update.claiming({ created: '2001-02-03T04:05:06.000+0000' })
        const answer = await t.send(again === 1 ? claiming.maybeRefused() : update)
        // Members that an update does not have may be refused.
        if (again === 1 && !t.isTaken(answer)) continue
        const created = dateIn(t, answer, 'created')
        t.expectSame('created', first, created, answer)
      }
    },
  ),

  check(
    'updated-after-created',
    'MUST NOT report an update before the creation',
    { of: 'updated-not-before-created', after: ['date-form', ...answered] },
    async (t) => {
      const answer = await asUsual(t)
      const created = instantOf(dateIn(t, answer, 'created'))
      const updated = instantOf(dateIn(t, answer, 'updated'))
      if (created === undefined || updated === undefined) return t.note('no such dates are told')
      // The two may be kept to a different precision: within a second of the creation, the update may read earlier.
      t.expect(
        updated > created - 1_000,
        'updated not before created',
        show(t.reported(answer).members),
        answer,
      )
    },
  ),

  check(
    'updated-moves',
    'INFERRED to move the time of update on',
    { of: 'updated-moves', after: ['date-form', ...answered] },
    async (t) => {
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
    },
  ),

  check(
    'updated-stamped',
    'INFERRED to tell the time of the update as it is',
    { of: 'updated-stamped', after: ['date-form', 'updated-after-created', ...answered] },
    async (t) => {
      const answer = await asUsual(t)
      const updated = instantOf(dateIn(t, answer, 'updated')) ?? Number.NaN
      t.expect(
        !isFar(answer, updated),
        `a time within a day of ${new Date(nowAt(answer)).toISOString()}`,
        show(t.reported(answer).members),
        answer,
      )
    },
  ),

  check(
    'date-stamped',
    'INFERRED to stamp the date at the update',
    { of: 'date-stamped', after: ['date-unit', 'date-form', ...answered] },
    async (t) => {
      const answer = await t.send(t.group.update())
      t.expect(
        !isFar(answer, stampIn(t, answer)),
        `a date within a day of ${new Date(nowAt(answer)).toISOString()}`,
        show(t.reported(answer).members.date),
        answer,
      )
    },
  ),

  check(
    'date-moves',
    'INFERRED to move the date on with each update',
    { of: 'date-stamped', after: ['date-stamped'] },
    async (t) => {
      let last = await t.send(t.group.update())
      const first = stampIn(t, last)
      for (let again = 0; again < 20 && stampIn(t, last) === first; again++)
        last = await t.send(t.group.update())
      if (stampIn(t, last) === first && first % 1_000 === 0) {
        await sleep(1_100)
        last = await t.send(t.group.update())
      }
      t.expect(stampIn(t, last) !== first, `a date later than ${first}`, 'the same after each update', last)
    },
  ),
]

/** A date in a documented form; where a part of it is missing, that is what is told. */
function expectForm(t: CheckContext, name: string, date: Json | undefined, answer: Answer): void {
  const missing = typeof date === 'string' ? missingIn(date) : undefined
  const isRight = date !== undefined && t.contract.validate(t.contract.dates.schema, date).length === 0
  if (isRight || missing === undefined) {
    t.expectSchema(t.contract.dates.schema, date, answer)
    return
  }
  const problem = `its ${missing} is missing`
  throw new Violation(
    `${name} in a documented form`,
    `${name} is ${show(date)}: ${problem}`,
    answer,
    `${name}: ${problem}`,
  )
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

/** The time at the server, as far as it tells. */
function nowAt(answer: Answer): number {
  return Date.parse(answer.header('date') ?? '') || Date.now()
}

/** Whether a time is more than a day from the one at the server: no time zone explains that. NaN is not. */
function isFar(answer: Answer, time: number): boolean {
  return Math.abs(time - nowAt(answer)) > 86_400_000
}
