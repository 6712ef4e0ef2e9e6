import { soleHeader } from '../../exchange.ts'
import { making, type SqsFault, telling } from './twists.ts'

const forms: readonly (readonly [id: string, lie: string, write: (time: Date) => string])[] = [
  ['sqs-date-http', 'Dates are written as HTTP writes them.', (time) => time.toUTCString()],
  [
    'sqs-date-without-offset',
    'Dates with a T in them say no offset.',
    (time) => time.toISOString().replace('Z', ''),
  ],
  [
    'sqs-date-iranian',
    'Dates follow the Persian calendar.',
    (time) => time.toLocaleDateString('fa-IR-u-nu-latn'),
  ],
]

/** The form of dates, and what they say. */
export const dates: readonly SqsFault[] = [
  ...forms.map(
    ([id, lie, write]): SqsFault => ({
      id,
      lie,
      behaviour: 'success',
      checks: ['date-form'],
      decisions: telling((members, _call, { created, updated }) => ({
        ...members,
        created: write(new Date(created)),
        updated: write(new Date(updated)),
      })),
    }),
  ),
  {
    id: 'sqs-date-by-language',
    lie: 'Dates are written in the digits of the language that is asked for.',
    behaviour: 'audit',
    checks: ['every-answer-documented'],
    decisions: (honest) => ({
      date: (call, member, time) => {
        const date = honest.date(call, member, time)
        const isPersian = soleHeader(call.request, 'accept-language')?.startsWith('fa') === true
        return isPersian ? date.replace(/\d/g, (digit) => String.fromCharCode(0x6f0 + Number(digit))) : date
      },
    }),
  },
  {
    id: 'sqs-created-reset',
    lie: 'An update makes the group anew, so its creation is now.',
    behaviour: 'success',
    checks: ['created-kept'],
    decisions: making((wanted) => ({ ...wanted, created: wanted.updated })),
  },
  {
    id: 'sqs-created-reset-seconds',
    lie: 'An update makes the group anew, and dates are told to the second.',
    behaviour: 'success',
    checks: ['created-kept'],
    decisions: telling((members, _call, { updated }) => {
      const second = new Date(updated).toISOString().slice(0, 19).replace('T', ' ')
      return { ...members, created: second, updated: second }
    }),
  },
  {
    id: 'sqs-updated-at-epoch',
    lie: 'The time of the update is 1970.',
    behaviour: 'success',
    checks: ['updated-after-created'],
    decisions: telling((members) => ({ ...members, updated: '1970-01-01T00:00:00.000+0000' })),
  },
  {
    id: 'sqs-updated-other-zone',
    lie: 'The time of the update is told in another zone than it says.',
    behaviour: 'success',
    checks: ['updated-after-created'],
    decisions: telling((members, call, { updated }) => ({
      ...members,
      updated: call.decide.date(call, 'updated', updated - 3.5 * 3_600_000),
    })),
  },
  {
    id: 'sqs-created-claimed',
    lie: 'All members of an update are taken over, the time of creation included.',
    behaviour: 'success',
    checks: ['created-kept'],
    decisions: (honest) => ({
      change: async (call, group, payload) => {
        const wanted = await honest.change(call, group, payload)
        const claimed = Date.parse(String(payload.created).replace('+0000', 'Z'))
        return Number.isNaN(claimed) ? wanted : { ...wanted, created: claimed }
      },
    }),
  },
  {
    id: 'sqs-updated-claimed',
    lie: 'All members of an update are taken over, the time of the update included.',
    behaviour: 'success',
    checks: ['updated-after-created'],
    decisions: (honest) => ({
      change: async (call, group, payload) => {
        const wanted = await honest.change(call, group, payload)
        const claimed = Date.parse(String(payload.updated).replace('+0000', 'Z'))
        return Number.isNaN(claimed) ? wanted : { ...wanted, updated: claimed }
      },
    }),
  },
  {
    id: 'sqs-updated-ahead',
    lie: 'The time of the update is years ahead.',
    behaviour: 'success',
    checks: ['updated-stamped'],
    decisions: making((wanted) => ({ ...wanted, updated: wanted.updated + 5 * 365 * 86_400_000 })),
  },
  {
    id: 'sqs-updated-never-moves',
    lie: 'The time of the update stays what it was at the creation.',
    behaviour: 'success',
    checks: ['updated-moves'],
    decisions: telling((members) => ({ ...members, updated: members.created ?? '' })),
  },
]
