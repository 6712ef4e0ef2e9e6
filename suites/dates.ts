import { setTimeout as sleep } from 'node:timers/promises'
import { check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { onceARun } from '../helpers/checks/once.ts'
import type { Json } from '../helpers/contract/types.ts'
import type { Answer } from '../helpers/target/answer.ts'
import { show } from '../helpers/target/describe.ts'
import { instantOf, missingIn, tellsMilliseconds } from '../helpers/target/instant.ts'
import { Violation } from '../helpers/verdict/signals.ts'
import { asUsual } from './plainest.ts'
import { answered } from './precedence.ts'
import { stampChecks } from './stamps.ts'
import { dateIn, isFar, nowAt, stampIn } from './told-dates.ts'

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
      const { first, again, claimed } = await updatesInTime(t)
      const due = dateIn(t, first, 'created')
      t.expectSame('created', due, dateIn(t, again, 'created'), again)
      // Members that an update does not have may be refused.
      if (t.isTaken(claimed)) t.expectSame('created', due, dateIn(t, claimed, 'created'), claimed)
    },
  ),

  check(
    'updated-after-created',
    'MUST NOT report an update before the creation',
    { of: 'updated-not-before-created', after: ['date-form', ...answered] },
    async (t) => {
      expectInOrder(t, await asUsual(t))
      const { claimed } = await updatesInTime(t)
      if (t.isTaken(claimed)) expectInOrder(t, claimed)
    },
  ),

  ...stampChecks,
]

/** Updates of a group in a row, the last of which claims dates of its own. */
const updatesInTime = onceARun(async (t) => {
  const first = await t.send(t.group.update())
  const created = dateIn(t, first, 'created')
  // Told to the second, a creation that is set anew shows a second later only.
  if (!tellsMilliseconds(created) && instantOf(created) !== undefined) await sleep(1_100)
  const again = await t.send(t.group.update())
  const dates = t.contract.dates.members.map((member) => [member, '2001-02-03T04:05:06.000+0000'])
  const claiming = t.group.update().claiming(Object.fromEntries(dates)).maybeRefused()
  return { first, again, claimed: await t.send(claiming) }
})

function expectInOrder(t: CheckContext, answer: Answer): void {
  const created = instantOf(dateIn(t, answer, 'created'))
  const updated = instantOf(dateIn(t, answer, 'updated'))
  if (created === undefined || updated === undefined) {
    t.note('no such dates are told')
    return
  }
  // The two may be kept to a different precision: within a second of the creation, the update may read earlier.
  t.expect(updated > created - 1_000, 'updated not before created', show(t.reported(answer).members), answer)
}

/** A date in a documented form; where a part of it is missing, that is what is told. */
function expectForm(t: CheckContext, name: string, date: Json | undefined, answer: Answer): void {
  if (date !== undefined && t.contract.validate(t.contract.dates.schema, date).length === 0) return
  const missing = typeof date === 'string' ? missingIn(date) : undefined
  const form = missing === undefined ? 'it has another form' : `its ${missing} is missing`
  const problem = date === undefined ? 'it is missing' : form
  throw new Violation(
    `${name} in a documented form`,
    date === undefined
      ? `no ${name} in ${show(t.reported(answer).members)}`
      : `${name} is ${show(date)}: ${problem}`,
    answer,
    `${name}: ${problem}`,
  )
}
