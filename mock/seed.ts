import type { AutodialerAccount, AutodialerGroup } from './autodialer/store.ts'
import type { SqsAccount, SqsGroup } from './sqs/store.ts'

/** The first group is the one of the document's sample; it is given up for rewriting. */
export const autodialerGroups: readonly [AutodialerGroup, ...AutodialerGroup[]] = [
  {
    id: '6033876dc92de036d1390923',
    name: 'test_group',
    numbers: ['1001', '1002'],
    description: 'waiting to be rewritten',
    date: Date.UTC(2021, 1, 22, 10, 29, 1, 250),
  },
  {
    id: '5fe1b0a4c92de036d1390777',
    name: 'night shift',
    numbers: ['2001', '2002', '2003'],
    description: '',
    date: Date.UTC(2020, 11, 22, 8, 40, 4),
  },
  {
    id: '60a4f3d1c92de036d1390aa1',
    name: 'گروه فروش',
    numbers: ['+982188776655'],
    description: 'calls before noon',
    date: Date.UTC(2021, 4, 19, 11, 12, 33),
  },
]

/** The first account is the one of the document's samples. */
export const autodialerAccounts: readonly [AutodialerAccount, AutodialerAccount, AutodialerAccount] = [
  {
    username: 'test',
    password: 'Aa123456',
    apiKey: 'vZKtIKWsld0egNlkzHo8i5LVBqLNBSWARCQsPOSgDjFmAHM3tG',
    mode: 'both',
    permitted: true,
  },
  {
    username: 'reports',
    password: 'Bb654321',
    apiKey: 'mQ3xT7nYc1LrZp8WkUe5HsVo2JdGb9AiF6tNqE0RyXwMuKlCzP',
    mode: 'both',
    permitted: false,
  },
  {
    username: 'night-shift',
    password: 'Cc246810',
    apiKey: 'rZ8uKpN4vWcXb2TqLs7GfYd1HmEoJ6Ai9tRnC5QyMwUxKlBvSz',
    mode: 'both',
    permitted: true,
  },
]

/** Each tenant's first group is the one to rewrite; the first tenant's second has the same owner. */
const northwind = [
  group('northwind', 'By5li9cbFR53VLv6fh6z', '967178860', 'Cherokee', Date.UTC(2020, 0, 20, 13, 43, 1)),
  group('northwind', 'Kq8vT2mZx41LpWc7RdYn', '967178860', 'Navajo', Date.UTC(2020, 1, 3, 7, 5, 59, 120)),
  group('northwind', 'd0RkU7sJw92GhXe4PbQm', '967170042', 'Hopi', Date.UTC(2019, 10, 8, 22, 17, 30)),
] as const
const southwind = [
  group('southwind', 'Hs3nB9eUw60QaJf5XtGo', '967178860', 'Lakota', Date.UTC(2020, 5, 11, 16, 20, 45)),
  // The pair of a group of the other tenant: uniqueness ends where the tenant does.
  group('southwind', 'z7MvC1yLp35TiKo8ErWs', '967178860', 'Navajo', Date.UTC(2020, 5, 12, 9, 0, 2)),
] as const

export const sqsGroups = { northwind, southwind }

const everyPermission = [
  'SQS_GROUP_CREATE_UPDATE_PERMISSION',
  'SQS_GROUP_READ_PERMISSION',
  'SQS_GROUP_DELETE_PERMISSION',
] as const

/** The first password tells apart those who split at the last colon, fold case, or read Latin-1. */
export const sqsAccounts: readonly [SqsAccount, SqsAccount, SqsAccount] = [
  {
    username: 'conformance',
    password: 'Grüße:Sonne7Xy',
    permissions: everyPermission,
  },
  { username: 'onlooker', password: 'Look0nly:please', permissions: ['SQS_GROUP_READ_PERMISSION'] },
  { username: 'caretaker', password: 'Sweep-2-sweep', permissions: everyPermission },
]

function group(tenant: string, id: string, ownerId: string, name: string, created: number): SqsGroup {
  return { tenant, id, ownerId, name, created, updated: created }
}
