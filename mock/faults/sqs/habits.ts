import { decoded } from '../../decoded.ts'
import { afterNth } from '../../every-nth.ts'
import { parseObject } from '../../json.ts'
import type { SqsCall } from '../../sqs/call.ts'
import { looseComparisons, lostChanges } from '../loose-comparisons.ts'
import { loosely } from './authentication.ts'
import { pairOf } from './kept-pairs.ts'
import type { SqsFault } from './twists.ts'

const must = (
  behaviour: SqsFault['behaviour'],
  id: string,
  lie: string,
  checks: SqsFault['checks'],
  decisions: SqsFault['decisions'],
): SqsFault => ({ id, lie, behaviour, checks, decisions })

/** Finds a group by what is made of the id in the address, which then stands for the one in the body too. */
function finding(
  read: (given: string, call: SqsCall, tenant: string) => string | undefined,
): SqsFault['decisions'] {
  return (honest) => ({
    find: async (call, tenant, given) => {
      const known = await honest.find(call, tenant, given)
      const id = known ? undefined : read(given, call, tenant)
      return known ?? (id === undefined ? undefined : call.store.find(tenant, id))
    },
    mismatches: (call, group, payload) =>
      payload.id === call.id ? [] : honest.mismatches(call, group, payload),
  })
}

const firstOf = (call: SqsCall) => call.store.all().at(-1)?.id

const ids: readonly (readonly [id: string, lie: string, read: Parameters<typeof finding>[0]])[] = [
  ['sqs-id-cut-at-slash', 'An encoded slash ends the id.', (given) => /^([^/]+)\//.exec(given)?.[1]],
  ['sqs-id-cut-at-hash', 'An encoded number sign ends the id.', (given) => /^([^#]+)#/.exec(given)?.[1]],
  [
    'sqs-id-cut-at-semicolon',
    'What follows a semicolon is a parameter of the path.',
    (given) => /^([^;]+);/.exec(given)?.[1],
  ],
  [
    'sqs-id-decoded-twice',
    'A gateway decodes the address, and the server once more.',
    (given) => decoded(given),
  ],
  ['sqs-id-zeros', 'A zero in front of an id does not count.', (given) => given.replace(/^0/, '')],
  [
    'sqs-id-accent',
    'Ids are compared without their accents.',
    (given) => given.normalize('NFD').replace(/\p{M}/gu, ''),
  ],
  [
    'sqs-id-digits',
    'Digits of an id are numbers in whichever script.',
    (given) => given.replace(/[\uff10-\uff19]/g, (digit) => String(digit.charCodeAt(0) - 0xff10)),
  ],
  ['sqs-id-full-width', 'Ids are compared in their compatible form.', (given) => given.normalize('NFKC')],
  ['sqs-id-line-end', 'A line end behind an id does not count.', (given) => given.replace(/\n$/, '')],
  [
    'sqs-id-null-first',
    'The id null is no condition, and finds the newest group.',
    (given, call) => (given === 'null' ? firstOf(call) : undefined),
  ],
  [
    'sqs-id-zero-first',
    'The id 0 is equal to any text.',
    (given, call) => (given === '0' ? firstOf(call) : undefined),
  ],
]

const isLost = afterNth(150)

/** What collations, loose comparison, C strings, mappers and caches make of groups, callers and changes. */
export const habits: readonly SqsFault[] = [
  ...ids.map(([id, lie, read]) => must('not-found', id, lie, ['id-others'], finding(read))),
  must(
    'not-found',
    'sqs-found-by-name',
    'Where the id is unknown, the group of that name is updated.',
    ['unknown-group-named'],
    finding((_given, call, tenant) => {
      const name = parseObject(call.request.body)?.name
      return call.store.list(tenant).find((group) => group.name === name)?.id
    }),
  ),
  ...looseComparisons.map(([ids, lie, part, check, same]) =>
    must('authentication', ids.sqs, lie, [check], loosely(part, same)),
  ),
  must(
    'authentication',
    'sqs-user-as-password',
    'The user name is a password until another is set.',
    ['auth-user-as-password'],
    loosely(
      'password',
      (given, kept, { store }) =>
        given === kept ||
        store.accounts.some(({ username, password }) => username === given && password === kept),
    ),
  ),
  ...lostChanges.map(([ids, lie, isNone]) =>
    must('persistence', ids.sqs, lie, ['small-changes-stored'], (honest) => ({
      write: (call, wanted) => {
        const before = call.store.find(wanted.tenant, wanted.id)
        return before && isNone(before.name, wanted.name) ? undefined : honest.write(call, wanted)
      },
    })),
  ),
  must(
    'persistence',
    'sqs-lost-after-150',
    'After a hundred and fifty updates the disk is full: they are answered and not stored.',
    ['last-updates-stored'],
    (honest) => ({
      write: (call, wanted) => (isLost(call.store) ? undefined : honest.write(call, wanted)),
    }),
  ),
  must(
    'persistence',
    'sqs-namesake-forgotten',
    'An update to the name of another owner’s group is answered, and lost in an index of names.',
    ['last-updates-stored'],
    (honest) => ({
      write: (call, wanted) => {
        const before = call.store.find(wanted.tenant, wanted.id)
        const isNamesake = call.store
          .list(wanted.tenant)
          .some(({ ownerId, name }) => ownerId !== wanted.ownerId && name === wanted.name)
        return isNamesake && before?.ownerId === wanted.ownerId ? undefined : honest.write(call, wanted)
      },
    }),
  ),
  must(
    'persistence',
    'sqs-neighbour-stamped',
    'An update stamps every group of its owner.',
    ['other-group-kept'],
    (honest) => ({
      write: async (call, wanted) => {
        const others = call.store
          .list(wanted.tenant)
          .filter(({ ownerId, id }) => ownerId === wanted.ownerId && id !== wanted.id)
        for (const other of others) call.store.put({ ...other, updated: wanted.updated })
        return honest.write(call, wanted)
      },
    }),
  ),
  must(
    'conflict',
    'sqs-owner-change-not-compared',
    'Pairs are compared where the name changes, and not where only the owner does.',
    ['conflict-owner-changed'],
    (honest) => ({
      clashes: async (call, wanted) =>
        call.store.find(wanted.tenant, wanted.id)?.name !== wanted.name &&
        (await honest.clashes(call, wanted)),
    }),
  ),
  must(
    'conflict',
    'sqs-old-owner-compared',
    'A new name is compared with those of the owner that the group had.',
    ['name-of-old-owner'],
    (honest) => ({
      clashes: async (call, wanted) => {
        const ownerId = call.store.find(wanted.tenant, wanted.id)?.ownerId ?? wanted.ownerId
        return (await honest.clashes(call, wanted)) || (await honest.clashes(call, { ...wanted, ownerId }))
      },
    }),
  ),
  must(
    'tenant',
    'sqs-same-pair-renamed',
    'An update goes to every group of the pair that the group had, whatever the tenant.',
    ['tenant-others-kept'],
    (honest) => ({
      write: async (call, wanted) => {
        const before = call.store.find(wanted.tenant, wanted.id)
        const twins = before
          ? call.store
              .all()
              .filter((group) => group.tenant !== wanted.tenant && pairOf(group) === pairOf(before))
          : []
        for (const twin of twins) call.store.put({ ...twin, name: wanted.name })
        return honest.write(call, wanted)
      },
    }),
  ),
]
