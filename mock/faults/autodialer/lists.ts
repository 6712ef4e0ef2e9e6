import type { Json } from '../../../helpers/contract/types.ts'
import { isObject } from '../../json.ts'
import { type AutodialerFault, data, lists as listed, reading } from './tools.ts'

const kinds: readonly [id: string, lie: string, checks: readonly string[], AutodialerFault['decisions']][] = [
  [
    'autodialer-numbers-sorted',
    'The order of the numbers is of no importance.',
    ['numbers-order'],
    listed((all) => all.toSorted()),
  ],
  [
    'autodialer-numbers-capped',
    'A group has fifty numbers at most; the others are dropped.',
    ['numbers-many'],
    listed((all) => all.slice(0, 50)),
  ],
  [
    'autodialer-numbers-cut-at-1000',
    'A request has a thousand values at most, as in PHP; the others are dropped.',
    ['numbers-many'],
    listed((all) => all.slice(0, 1_000)),
  ],
  [
    'autodialer-numbers-without-zeros',
    'A number has no leading zeros.',
    ['numbers-leading-zeros'],
    listed((all) => all.map((number) => number.replace(/^0+(?=\d)/, ''))),
  ],
  [
    'autodialer-numbers-without-plus',
    'A number has no plus sign.',
    ['numbers-plus'],
    listed((all) => all.map((number) => number.replace('+', ''))),
  ],
  [
    'autodialer-numbers-rounded',
    'A number of many digits is rounded.',
    ['numbers-long'],
    listed((all) =>
      all.map((number) => (/^\d{17,}$/.test(number) ? BigInt(Number(number)).toString() : number)),
    ),
  ],
  [
    'autodialer-numbers-international',
    'A mobile number gets its country code.',
    ['numbers-stored'],
    listed((all) => all.map((number) => number.replace(/^0(?=9\d{9}$)/, '+98'))),
  ],
  [
    'autodialer-numbers-alike-dropped',
    'Of numbers that end in the same ten digits, the first one stays.',
    ['numbers-stored'],
    listed((all) => all.filter((number) => number === all.find((other) => ending(other) === ending(number)))),
  ],
  [
    'autodialer-numbers-last-dropped',
    'The last number is dropped.',
    ['answer-echo'],
    listed((all) => (all.length > 1 ? all.slice(0, -1) : all)),
  ],
]

/** The last ten digits, of a number that has as many. */
function ending(number: string): string {
  return number.length >= 10 ? number.slice(-10) : number
}

export const lists: readonly AutodialerFault[] = [
  ...kinds.map(
    ([id, lie, checks, decisions]): AutodialerFault => ({
      id,
      lie,
      behaviour: 'lists',
      checks,
      decisions,
    }),
  ),
  {
    id: 'autodialer-numbers-unquoted',
    lie: 'Numbers that come as JSON numbers are taken and reported as such.',
    behaviour: 'lists',
    checks: ['optional-as-documented'],
    decisions: (honest) => ({
      objection: (call, field, value) =>
        field === 'numbers' && areNumbers(value) ? undefined : honest.objection(call, field, value),
      change: (call, group, payload) =>
        honest.change(call, group, {
          ...payload,
          ...(areNumbers(payload.numbers) && { numbers: payload.numbers.map(String) }),
        }),
      report: async (call, stored, payload) => {
        const reported = await honest.report(call, stored, payload)
        return isObject(reported) && areNumbers(payload.numbers)
          ? { ...reported, numbers: payload.numbers }
          : reported
      },
    }),
  },
  {
    id: 'autodialer-numbers-merged',
    lie: 'The numbers of an update are added to those that the group has.',
    behaviour: 'lists',
    checks: ['numbers-replaced'],
    decisions: (honest) => ({
      change: async (call, group, payload) => {
        const wanted = await honest.change(call, group, payload)
        return { ...wanted, numbers: [...new Set([...group.numbers, ...wanted.numbers])] }
      },
    }),
  },
  {
    id: 'autodialer-numbers-single-unwrapped',
    lie: 'A list of one number is reported as that number.',
    behaviour: 'lists',
    checks: ['numbers-single'],
    decisions: (honest) => ({
      report: async (call, stored, payload) => {
        const reported = await honest.report(call, stored, payload)
        const [only = '', ...others] = stored.numbers
        return others.length > 0 || stored.numbers.length === 0
          ? reported
          : { ...Object(reported), numbers: only }
      },
    }),
  },
  {
    id: 'autodialer-numbers-unique',
    lie: 'A number stands in a list only once.',
    behaviour: 'lists',
    checks: ['numbers-repeated'],
    decisions: listed((all) => [...new Set(all)]),
  },
  {
    id: 'autodialer-numbers-empty-ignored',
    lie: 'An empty list is one that was not given.',
    behaviour: 'lists',
    checks: ['numbers-empty'],
    decisions: reading(({ numbers, ...others }) =>
      Array.isArray(numbers) && numbers.length === 0
        ? others
        : { ...others, ...(numbers !== undefined && { numbers }) },
    ),
  },
  {
    id: 'autodialer-numbers-empty-texts-dropped',
    lie: 'An empty text in a list of numbers is dropped.',
    behaviour: 'lists',
    checks: ['every-update-reported'],
    decisions: listed((all) => all.filter((number) => number !== '')),
  },
  {
    id: 'autodialer-numbers-empty-null',
    lie: 'An empty list of numbers is taken, and reported as null.',
    behaviour: 'lists',
    checks: ['numbers-empty-typed'],
    decisions: data((group) => (isEmptyList(group.numbers) ? { ...group, numbers: null } : group)),
  },
  {
    id: 'autodialer-numbers-empty-object',
    lie: 'An empty list of numbers is taken, and reported as an empty object.',
    behaviour: 'lists',
    checks: ['numbers-empty-typed'],
    decisions: data((group) => (isEmptyList(group.numbers) ? { ...group, numbers: {} } : group)),
  },
]

function areNumbers(value: Json | undefined): value is readonly number[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'number')
}

function isEmptyList(value: Json | undefined): boolean {
  return Array.isArray(value) && value.length === 0
}
