import { Slot } from '../../slot.ts'
import type { SqsCall } from '../../sqs/call.ts'
import type { SqsGroup } from '../../sqs/store.ts'
import { applyAnyway } from './apply-anyway.ts'
import { denying, refusing, type SqsFault, tolerating } from './twists.ts'

/** What was not given back. */
const leaked = new Slot(() => 0)

/** Each update of a group that is not found takes one of ten, for good. */
function leaking(ownerOf: (call: SqsCall) => object): SqsFault['decisions'] {
  return (honest) => ({
    ...denying((call) => leaked.of(ownerOf(call)) >= 10, 500, 'timeout')(honest),
    refuse: (call, refusal) => {
      const isUnknown = call.operation === 'update' && refusal.outcome === 'notFound'
      if (isUnknown && /^\w{20}$/.test(call.id)) leaked.set(ownerOf(call), leaked.of(ownerOf(call)) + 1)
      return honest.refuse(call, refusal)
    },
  })
}

/** Ids that only resemble the one of a group, and are taken for it. */
const resemblances: readonly (readonly [
  id: string,
  lie: string,
  check: string,
  means: (given: string, kept: string) => boolean,
])[] = [
  [
    'sqs-id-prefix',
    'The beginning of an id is enough.',
    'id-prefix',
    (given, kept) => given.length > 7 && kept.startsWith(given),
  ],
  [
    'sqs-id-suffix',
    'The end of an id is enough.',
    'id-suffix',
    (given, kept) => given.length > 7 && kept.endsWith(given),
  ],
  [
    'sqs-id-longer',
    'What follows an id does not count.',
    'id-longer',
    (given, kept) => /^.\w*$/.test(given) && given.startsWith(kept),
  ],
  ['sqs-id-blank', 'Blanks around an id do not count.', 'id-blank', (given, kept) => given.trim() === kept],
  ['sqs-id-case', 'Ids ignore case.', 'id-case', (given, kept) => given.toLowerCase() === kept.toLowerCase()],
  [
    'sqs-id-underscore',
    'An underscore in an id stands for any character.',
    'id-underscore',
    (given, kept) => fits(given, kept, '_'),
  ],
  [
    'sqs-id-dot',
    'A dot in an id stands for any character.',
    'id-dot',
    (given, kept) => fits(given, kept, '.'),
  ],
  [
    'sqs-id-star',
    'A star at the end of an id stands for what follows.',
    'id-star',
    (given, kept) => /^\w+\*$/.test(given) && kept.startsWith(given.slice(0, -1)),
  ],
]

/** Texts that mean every group where ids are patterns. The newest one stands for all, and nothing is stored. */
const everything: readonly (readonly [id: string, lie: string, check: string, text: string])[] = [
  ['sqs-id-percent', 'A percent sign means any group, and nobody looks which.', 'id-percent', '%'],
  ['sqs-id-pattern', 'An id is a regular expression, and nobody looks what it matches.', 'id-pattern', '.+'],
]

const operators: readonly (readonly [id: string, lie: string, check: string, names: readonly string[]])[] = [
  [
    'sqs-operator-ne',
    'An operator in place of the id is carried out.',
    'id-operator-ne',
    ['$ne', '$gt', '$regex', '$exists', '$nin'],
  ],
  ['sqs-operator-gt', 'A comparison in place of the id is carried out.', 'id-operator-gt', ['$gt']],
  ['sqs-operator-regex', 'A pattern in place of the id is carried out.', 'id-operator-regex', ['$regex']],
  ['sqs-operator-exists', 'A question in place of the id is carried out.', 'id-operator-exists', ['$exists']],
  ['sqs-operator-in', 'A list to choose from in place of the id is carried out.', 'id-operator-in', ['$nin']],
]

/** Which group an id means. */
export const notFound: readonly SqsFault[] = [
  {
    id: 'sqs-upsert',
    lie: 'Updating a group that does not exist creates it.',
    behaviour: 'not-found',
    harmsOthers: true,
    checks: ['unknown-group'],
    decisions: (honest) => ({
      find: async (call, tenant, id) =>
        (await honest.find(call, tenant, id)) ??
        (call.store.tenants.includes(tenant) ? unborn(tenant, id) : undefined),
    }),
  },
  {
    id: 'sqs-unknown-answered',
    lie: 'Updating a group that does not exist succeeds and does nothing.',
    behaviour: 'not-found',
    checks: ['unknown-group'],
    decisions: (honest) => ({
      find: async (call, tenant, id) => (await honest.find(call, tenant, id)) ?? unborn(tenant, id),
      write: (call, wanted) =>
        call.store.find(wanted.tenant, wanted.id) === undefined ? undefined : honest.write(call, wanted),
    }),
  },
  {
    id: 'sqs-removed-found',
    lie: 'A group that was removed can still be updated.',
    behaviour: 'not-found',
    checks: ['removed-group'],
    decisions: (honest) => ({
      removed: (call, group) => {
        graveyard.of(call.store).set(group.id, group)
        return honest.removed(call, group)
      },
      find: async (call, tenant, id) =>
        (await honest.find(call, tenant, id)) ?? graveyard.of(call.store).get(id),
      write: (call, wanted) =>
        graveyard.of(call.store).has(wanted.id) ? undefined : honest.write(call, wanted),
    }),
  },
  ...resemblances.map(
    ([id, lie, check, means]): SqsFault => ({
      id,
      lie,
      behaviour: 'not-found',
      checks: [check],
      decisions: (honest) => ({
        find: async (call, tenant, given) =>
          (await honest.find(call, tenant, given)) ?? resembling(call, tenant, (kept) => means(given, kept)),
        mismatches: (call, group, payload) =>
          payload.id === call.id ? [] : honest.mismatches(call, group, payload),
      }),
    }),
  ),
  ...everything.map(
    ([id, lie, check, text]): SqsFault => ({
      id,
      lie,
      behaviour: 'not-found',
      checks: [check],
      decisions: (honest) => ({
        find: (call, tenant, given) =>
          given === text ? call.store.list(tenant).at(-1) : honest.find(call, tenant, given),
        mismatches: (call, group, payload) =>
          call.id === text ? [] : honest.mismatches(call, group, payload),
        clashes: (call, wanted) => call.id !== text && honest.clashes(call, wanted),
        write: (call, wanted) => (call.id === text ? undefined : honest.write(call, wanted)),
      }),
    }),
  ),
  ...operators.map(
    ([id, lie, check, names]): SqsFault => ({
      id,
      lie,
      behaviour: 'not-found',
      checks: [check],
      decisions: tolerating((field, value) => field === 'id' && isOperator(value, names)),
    }),
  ),
  ...(
    [
      ['sqs-not-found-200', 200, null, 'unknown-group'],
      ['sqs-not-found-400', 400, null, 'not-found-status'],
      ['sqs-not-found-500', 500, null, 'unknown-group'],
      ['sqs-not-found-422-code-7', 422, 7, 'not-found-status'],
    ] as const
  ).map(
    ([id, status, errorCode, check]): SqsFault => ({
      id,
      lie: `An unknown group is answered with ${status}${errorCode === null ? '' : ` and the error code ${errorCode}`}.`,
      behaviour: 'not-found',
      checks: [check],
      decisions: refusing('notFound', (answer) => ({
        ...answer,
        status,
        value: errorCode === null ? answer.value : { ...answer.value, errorCode },
      })),
    }),
  ),
  {
    id: 'sqs-not-found-created',
    lie: 'A group that does not exist is called unknown, and created.',
    behaviour: 'not-found',
    harmsOthers: true,
    checks: ['unknown-group-not-created'],
    decisions: refusing('notFound', async (answer, call) => {
      const tenant = (await call.decide.tenant(call)) ?? ''
      const known = call.store.tenants.includes(tenant)
      if (known && call.store.all().every(({ id }) => id !== call.id)) {
        await applyAnyway(call, unborn(tenant, call.id))
      }
      return answer
    }),
  },
  {
    id: 'sqs-not-found-applied',
    lie: 'An id in the other case is called unknown, and the group is changed.',
    behaviour: 'not-found',
    checks: ['not-found-changes-nothing'],
    decisions: refusing('notFound', async (answer, call) => {
      const tenant = (await call.decide.tenant(call)) ?? ''
      const meant = resembling(call, tenant, (kept) => kept.toLowerCase() === call.id.toLowerCase())
      if (meant !== undefined) await applyAnyway(call, meant)
      return answer
    }),
  },
  {
    id: 'sqs-leak-after-10',
    lie: 'Each update of a group that is not found keeps one of ten connections to the store; then updates are internal errors.',
    behaviour: 'not-found',
    checks: ['unknown-groups-in-a-row'],
    decisions: leaking(({ store }) => store),
  },
  {
    id: 'sqs-connection-leaks',
    lie: 'Each update of a group that is not found keeps a statement open; after ten of a connection, its updates are internal errors.',
    behaviour: 'not-found',
    checks: ['unknown-groups-in-a-row'],
    decisions: leaking(({ connection }) => connection),
  },
]

const graveyard = new Slot(() => new Map<string, SqsGroup>())

function unborn(tenant: string, id: string): SqsGroup {
  return { tenant, id, ownerId: '', name: '', created: Date.now(), updated: 0 }
}

function resembling(call: SqsCall, tenant: string, means: (id: string) => boolean): SqsGroup | undefined {
  return call.store.list(tenant).find(({ id }) => means(id))
}

/** Whether an id is another one, character for character but for the one that stands for any. */
function fits(given: string, kept: string, any: string): boolean {
  const isSame = (character: string, at: number) => character === any || character === kept[at]
  return given.length === kept.length && given.includes(any) && [...given].every(isSame)
}

function isOperator(value: unknown, names: readonly string[]): boolean {
  return typeof value === 'object' && value !== null && names.some((name) => Object.hasOwn(value, name))
}
