import { setTimeout as sleep } from 'node:timers/promises'
import { check } from '../helpers/checks/check.ts'
import { show } from '../helpers/target/describe.ts'
import { instantOf, tellsMilliseconds } from '../helpers/target/instant.ts'
import { asUsual } from './plainest.ts'
import { answered } from './precedence.ts'
import { dateIn, isFar, nowAt, stampIn } from './told-dates.ts'

/** Whether a group is dated with the time of its update. */
export const stampChecks = [
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
      const claiming = t.group.update().claiming({ date: { $date: { $numberLong: '981173106000' } } })
      const claimed = await t.send(claiming.maybeRefused())
      // A member that an update does not have may be refused.
      const answer = t.isTaken(claimed) ? claimed : await asUsual(t)
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
