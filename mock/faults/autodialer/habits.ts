import type { Json } from '../../../helpers/contract/types.ts'
import type { AutodialerCall } from '../../autodialer/call.ts'
import { afterNth } from '../../every-nth.ts'
import { isTextList, parseObject } from '../../json.ts'
import { looseComparisons, lostChanges } from '../loose-comparisons.ts'
import { type Broken, lengthTooHigh, pitfalls } from '../pitfalls.ts'
import { loosely, type Part } from './loose-credentials.ts'
import { failing } from './robustness.ts'
import { type AutodialerFault, lists } from './tools.ts'

const must = (
  behaviour: AutodialerFault['behaviour'],
  id: string,
  lie: string,
  checks: AutodialerFault['checks'],
  decisions: AutodialerFault['decisions'],
): AutodialerFault => ({ id, lie, behaviour, checks, decisions })

const firstOf = (call: AutodialerCall) => call.store.list().at(-1)?.id

const ids: readonly (readonly [
  id: string,
  lie: string,
  read: (given: Json | undefined, call: AutodialerCall) => string | undefined,
])[] = [
  [
    'autodialer-id-true-first',
    'A boolean as id is equal to any text, and finds the newest group.',
    (given, call) => (given === true ? firstOf(call) : undefined),
  ],
  [
    'autodialer-id-zero-first',
    'The id 0 is equal to any text that does not begin with a digit.',
    (given, call) => (given === 0 || given === '0' ? firstOf(call) : undefined),
  ],
  [
    'autodialer-id-null-text',
    'The id null, written as text, is no condition.',
    (given, call) => (given === 'null' ? firstOf(call) : undefined),
  ],
  [
    'autodialer-id-cut-at-nul',
    'NUL ends the id, as it does in C.',
    (given) => /^([^\0]+)\0/.exec(String(given))?.[1],
  ],
  [
    'autodialer-id-zeros',
    'Zeros in front of an id do not count.',
    (given) => String(given).slice(String(given).length > 24 ? 1 : 0),
  ],
  [
    'autodialer-id-list-first',
    'An empty list of ids finds the newest group.',
    (given, call) => (Array.isArray(given) && given.length === 0 ? firstOf(call) : undefined),
  ],
]

/** Another part of the credentials of an account is taken in the place of the one that is due. */
const inPlaceOf: readonly (readonly [id: string, lie: string, shown: Part, due: Part, check: string])[] = [
  [
    'autodialer-key-as-password',
    'The key of an account is a password of it as well.',
    'apiKey',
    'password',
    'auth-key-as-password',
  ],
  [
    'autodialer-password-as-key',
    'The password of an account is a key of it as well.',
    'password',
    'apiKey',
    'auth-password-as-key',
  ],
  [
    'autodialer-user-as-password',
    'The user name of an account is a password of it until another is set.',
    'username',
    'password',
    'auth-user-as-password',
  ],
]

const numbers: readonly (readonly [
  id: string,
  lie: string,
  change: (number: string) => readonly string[],
])[] = [
  [
    'autodialer-numbers-exponents',
    'A number with an exponent is written out.',
    (number) => (/^\d+e\d+$/i.test(number) ? [String(Number(number))] : [number]),
  ],
  [
    'autodialer-numbers-separators',
    'Separators are taken out of numbers.',
    (number) => [number.replace(/[\s()-]/g, '')],
  ],
  ['autodialer-numbers-commas', 'A comma makes two numbers of one.', (number) => number.split(',')],
  [
    'autodialer-numbers-zero',
    'The number 0 is none, and is dropped.',
    (number) => (number === '0' ? [] : [number]),
  ],
  [
    'autodialer-numbers-other-digits',
    'Digits of other scripts are written in European ones.',
    (number) => [number.replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))],
  ],
  [
    'autodialer-numbers-signs',
    'A star or number sign in front is a command of the exchange, and is dropped.',
    (number) => [number.replace(/^[*#]/, '')],
  ],
]

const isLost = afterNth(150)
const payload = ({ request }: AutodialerCall) => parseObject(request.body) ?? {}
const numbersIn = (call: AutodialerCall) => {
  const { numbers: sent } = payload(call)
  return isTextList(sent) ? sent : []
}

const internal: readonly (readonly [
  id: string,
  lie: string,
  check: string,
  trips: (call: AutodialerCall) => boolean,
])[] = [
  [
    'autodialer-nothing-but-id-500',
    'An update of nothing is an empty statement for the database.',
    'robust-odd-members',
    (call) => Object.keys(payload(call)).join() === '_id',
  ],
  [
    'autodialer-description-boolean-500',
    'A description that is a boolean has no length.',
    'robust-odd-members',
    (call) => typeof payload(call).description === 'boolean',
  ],
  [
    'autodialer-description-nul-500',
    'The database takes no NUL in a description.',
    'robust-odd-members',
    (call) => String(payload(call).description).includes('\0'),
  ],
  [
    'autodialer-number-nul-500',
    'The database takes no NUL in a list.',
    'robust-odd-members',
    (call) => numbersIn(call).some((number) => number.includes('\0')),
  ],
  ...pitfalls.map(
    ([ids, lie, check, trips]) =>
      [ids.autodialer, lie, check, ({ request }: AutodialerCall) => trips(request)] as const,
  ),
  [
    'autodialer-id-boolean-500',
    'An id that is a boolean cannot be cast.',
    'id-others',
    (call) => typeof payload(call)._id === 'boolean',
  ],
]

const broken: readonly Broken<AutodialerCall>[] = [
  [
    'autodialer-missing-reset',
    'An update without an id kills the worker, and the connection with it.',
    'required-id-missing',
    (call) => payload(call).name !== undefined && payload(call)._id === undefined,
    ({ response }) => response.socket?.destroy(),
  ],
  lengthTooHigh('autodialer-length-too-high'),
]

/** What collations, loose comparison, C strings, mappers and frameworks make of requests. */
export const habits: readonly AutodialerFault[] = [
  ...ids.map(([id, lie, read]) =>
    must('not-found', id, lie, ['id-others'], (honest) => ({
      find: async (call, given) => {
        const known = await honest.find(call, given)
        const id = known || call.operation !== 'update' ? undefined : read(given, call)
        return known ?? (id === undefined ? undefined : call.store.find(id))
      },
    })),
  ),
  must(
    'not-found',
    'autodialer-found-by-name',
    'Where the id is unknown, the group of that name is updated.',
    ['unknown-group-named'],
    (honest) => ({
      find: async (call, given) =>
        (await honest.find(call, given)) ??
        (call.operation === 'update'
          ? call.store.list().find(({ name }) => name === payload(call).name)
          : undefined),
    }),
  ),
  must(
    'not-found',
    'autodialer-missing-found-by-name',
    'Where the id is missing, the group of that name is updated.',
    ['unknown-group-named'],
    (honest) => ({
      find: async (call, given) =>
        given === undefined && call.operation === 'update'
          ? call.store.list().find(({ name }) => name === payload(call).name)
          : honest.find(call, given),
    }),
  ),
  ...looseComparisons.map(([ids, lie, part, check, same]) =>
    must('authentication', ids.autodialer, lie, [check], loosely(part, same)),
  ),
  must(
    'authentication',
    'autodialer-key-listed',
    'A key may stand among others, behind a comma.',
    ['auth-key-listed'],
    loosely('apiKey', (given, kept) => given.split(',').includes(kept)),
  ),
  ...inPlaceOf.map(([id, lie, shown, due, check]) =>
    must(
      'authentication',
      id,
      lie,
      [check],
      loosely(
        due,
        (given, kept, { store }) =>
          given === kept ||
          store.accounts.some((account) => account[shown] === given && account[due] === kept),
      ),
    ),
  ),
  ...numbers.map(([id, lie, change]) =>
    must(
      'lists',
      id,
      lie,
      ['numbers-forms'],
      lists((sent) => sent.flatMap(change)),
    ),
  ),
  must(
    'lists',
    'autodialer-numbers-hundred',
    'A list ends at its hundredth number.',
    ['numbers-forms'],
    lists((sent) => sent.slice(0, 100)),
  ),
  ...lostChanges.map(([ids, lie, isNone]) =>
    must('persistence', ids.autodialer, lie, ['small-changes-stored'], (honest) => ({
      write: (call, wanted) => {
        const before = call.store.find(wanted.id)
        return before && isNone(before.name, wanted.name) ? undefined : honest.write(call, wanted)
      },
    })),
  ),
  must(
    'persistence',
    'autodialer-one-member-lost',
    'A change of the description alone is not written.',
    ['small-changes-stored'],
    (honest) => ({
      write: (call, wanted) => {
        const before = call.store.find(wanted.id)
        const isAlone =
          before && before.name === wanted.name && before.numbers.join() === wanted.numbers.join()
        return isAlone ? undefined : honest.write(call, wanted)
      },
    }),
  ),
  must(
    'persistence',
    'autodialer-lost-after-150',
    'After a hundred and fifty updates the disk is full: they are answered and not stored.',
    ['last-updates-stored'],
    (honest) => ({
      write: (call, wanted) => (isLost(call.store) ? undefined : honest.write(call, wanted)),
    }),
  ),
  ...internal.map(([id, lie, check, trips]) =>
    must(
      'robustness',
      id,
      lie,
      [check],
      failing((_body, call) => trips(call)),
    ),
  ),
  ...broken.map(([id, lie, check, trips, send]) =>
    must('robustness', id, lie, [check], (honest) => ({
      send: (call, usual) =>
        call.operation === 'update' && trips(call) ? send(call, usual) : honest.send(call, usual),
    })),
  ),
  {
    id: 'autodialer-invalid-utf-8-replaced',
    lie: 'Bytes that are not UTF-8 are replaced, and stored like that.',
    behaviour: 'text',
    checks: ['invalid-utf-8-kept'],
    decisions: (honest) => ({
      parse: async (call) =>
        (await honest.parse(call)) ?? parseObject(Buffer.from(call.request.body.toString('utf8'))),
    }),
  },
]
