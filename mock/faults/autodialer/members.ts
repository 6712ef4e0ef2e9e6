import { memberOf } from '../../../helpers/contract/json-value.ts'
import { isObject } from '../../json.ts'
import { Slot } from '../../slot.ts'
import { type AutodialerFault, data, without } from './tools.ts'

/** What a group was before the update that is under way. */
const before = new Slot(() => 0)
const oldName = new Slot(() => '')

export const members: readonly AutodialerFault[] = [
  {
    id: 'autodialer-numbers-missing',
    lie: 'The answer leaves out the numbers.',
    behaviour: 'success',
    checks: ['answer-members'],
    decisions: data((group) => without(group, 'numbers')),
  },
  {
    id: 'autodialer-date-missing',
    lie: 'The answer leaves out the date.',
    behaviour: 'success',
    checks: ['answer-members'],
    decisions: data((group) => without(group, 'date')),
  },
  {
    id: 'autodialer-count-missing',
    lie: 'The answer leaves out the count.',
    behaviour: 'success',
    checks: ['answer-members'],
    decisions: data((group) => without(group, 'count')),
  },
  {
    id: 'autodialer-description-null',
    lie: 'The answer gives the description as null.',
    behaviour: 'success',
    checks: ['answer-members'],
    decisions: data((group) => ({ ...group, description: null })),
  },
  {
    id: 'autodialer-count-text',
    lie: 'The count is a text.',
    behaviour: 'success',
    checks: ['answer-members'],
    decisions: data((group) => ({ ...group, count: String(group.count) })),
  },
  {
    id: 'autodialer-count-wrong',
    lie: 'The answer counts one number more than there are.',
    behaviour: 'success',
    checks: ['answer-count'],
    decisions: data((group) => ({ ...group, count: Number(group.count) + 1 })),
  },
  {
    id: 'autodialer-count-unique',
    lie: 'A number that stands in the list twice is counted once.',
    behaviour: 'success',
    checks: ['answer-count'],
    decisions: data((group) => ({ ...group, count: new Set(Object(group.numbers)).size })),
  },
  {
    id: 'autodialer-count-of-none',
    lie: 'An empty list is split into one number, and counted so.',
    behaviour: 'success',
    checks: ['answer-count'],
    decisions: data((group) => ({ ...group, count: group.count === 0 ? 1 : (group.count ?? null) })),
  },
  {
    id: 'autodialer-count-claimed',
    lie: 'The count is the one that the update says.',
    behaviour: 'success',
    checks: ['answer-count'],
    decisions: (honest) => ({
      report: async (call, stored, payload) => {
        const reported = await honest.report(call, stored, payload)
        return isObject(reported) && payload.count !== undefined
          ? { ...reported, count: payload.count }
          : reported
      },
    }),
  },
  {
    id: 'autodialer-count-stale',
    lie: 'The count is the one from before the update.',
    behaviour: 'success',
    checks: ['answer-count'],
    decisions: (honest) => ({
      change: async (call, group, payload) => {
        before.set(call, group.numbers.length)
        return honest.change(call, group, payload)
      },
      report: async (call, stored, payload) => {
        const group = await honest.report(call, stored, payload)
        return isObject(group) ? { ...group, count: before.of(call) } : group
      },
    }),
  },
  {
    id: 'autodialer-name-stale',
    lie: 'The answer shows the name from before the update.',
    behaviour: 'success',
    checks: ['answer-echo'],
    decisions: (honest) => ({
      change: async (call, group, payload) => {
        oldName.set(call, group.name)
        return honest.change(call, group, payload)
      },
      report: async (call, stored, payload) => {
        const group = await honest.report(call, stored, payload)
        return isObject(group) ? { ...group, name: oldName.of(call) } : group
      },
    }),
  },
  {
    id: 'autodialer-members-swapped',
    lie: 'The answer shows the description as name and the name as description.',
    behaviour: 'success',
    checks: ['answer-echo'],
    decisions: data((group) => ({ ...group, name: group.description ?? '', description: group.name ?? '' })),
  },
  {
    id: 'autodialer-numbers-numeric',
    lie: 'Numbers of digits alone are reported as JSON numbers.',
    behaviour: 'success',
    checks: ['answer-members'],
    decisions: data((group) => ({
      ...group,
      numbers: Array.isArray(group.numbers) ? group.numbers.map(Number) : [],
    })),
  },
  {
    id: 'autodialer-numbers-keyed',
    lie: 'A list is written as an object that is keyed by position, as PHP writes lists with gaps.',
    behaviour: 'success',
    checks: ['answer-members'],
    decisions: data((group) => ({
      ...group,
      numbers: { ...(Array.isArray(group.numbers) ? group.numbers : []) },
    })),
  },
  {
    id: 'autodialer-date-text',
    lie: 'The date is a text that people can read.',
    behaviour: 'success',
    checks: ['date-form'],
    decisions: data((group) => ({ ...group, date: new Date().toISOString() })),
  },
  {
    id: 'autodialer-date-unquoted',
    lie: 'The milliseconds are a number within their wrapper.',
    behaviour: 'success',
    checks: ['date-form'],
    decisions: data((group) => ({ ...group, date: { $date: { $numberLong: Date.now() } } })),
  },
  {
    id: 'autodialer-date-seconds',
    lie: 'The date counts seconds in place of milliseconds.',
    behaviour: 'success',
    checks: ['date-unit'],
    decisions: () => ({
      date: (_call, time) => ({ $date: { $numberLong: String(Math.floor(time / 1_000)) } }),
    }),
  },
  {
    id: 'autodialer-date-microseconds',
    lie: 'The date counts microseconds in place of milliseconds.',
    behaviour: 'success',
    checks: ['date-unit'],
    decisions: () => ({ date: (_call, time) => ({ $date: { $numberLong: String(time * 1_000) } }) }),
  },
  {
    id: 'autodialer-date-of-creation',
    lie: 'The date stays the one of the creation.',
    behaviour: 'success',
    checks: ['date-moves'],
    decisions: () => ({ now: (_call, group) => group.date }),
  },
  {
    id: 'autodialer-date-claimed',
    lie: 'All members of an update are taken over, the date included.',
    behaviour: 'success',
    checks: ['date-stamped'],
    decisions: (honest) => ({
      change: async (call, group, payload) => {
        const wanted = await honest.change(call, group, payload)
        const claimed = Number(memberOf(memberOf(payload.date, '$date'), '$numberLong') ?? Number.NaN)
        return Number.isNaN(claimed) ? wanted : { ...wanted, date: claimed }
      },
    }),
  },
]
