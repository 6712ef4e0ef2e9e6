import { randomInt, randomUUID } from 'node:crypto'
import { everyNth } from '../every-nth.ts'
import type { Variant } from '../fault.ts'
import { isObject, parseObject } from '../json.ts'
import { Slot } from '../slot.ts'
import type { SqsCall, SqsOperation } from '../sqs/call.ts'
import type { SqsDecisions } from '../sqs/decisions.ts'
import type { SqsGroup, SqsStore } from '../sqs/store.ts'

const absent: readonly (readonly [id: string, what: string, operations: readonly SqsOperation[]])[] = [
  ['sqs-no-create', 'Groups cannot be created', ['create']],
  ['sqs-no-remove', 'Groups cannot be removed', ['remove']],
  ['sqs-no-list', 'Groups cannot be listed', ['list']],
  ['sqs-no-get', 'A group cannot be read by itself', ['read']],
  ['sqs-no-reading', 'Groups can neither be read nor listed', ['read', 'list']],
]

const ids: readonly (readonly [id: string, difference: string, draw: (store: SqsStore) => string])[] = [
  ['sqs-ids-uuid', 'Ids are UUIDs.', () => randomUUID()],
  [
    'sqs-ids-long-number',
    'Ids are long numbers.',
    () => String(randomInt(1e9, 1e10)) + String(randomInt(1e9, 1e10)),
  ],
  ['sqs-ids-counted', 'Ids are counted up.', (store) => String(counters.of(store).next++)],
  [
    'sqs-ids-punctuated',
    'Ids have signs that a path must encode.',
    () => `grp/${randomUUID().slice(0, 8)}+äö #1`,
  ],
]

/** Without a group or an owner of the operator's, the run thinks of an owner that has no groups. */
const ownOwner = { SQS_GROUP_ID: '', SQS_SECOND_GROUP_ID: '', SQS_OWNER_ID: '' }

/** The operations beside the update: absent, or answering otherwise. */
export const siblings: readonly Variant<SqsDecisions>[] = [
  {
    id: 'sqs-no-siblings',
    difference: 'The update is the only operation that is open to the tester.',
    decisions: () => ({ serves: (call) => call.operation === 'update' }),
  },
  ...absent.map(
    ([id, what, operations]): Variant<SqsDecisions> => ({
      id,
      difference: `${what} by the tester.`,
      decisions: () => ({ serves: (call) => !operations.includes(call.operation) }),
    }),
  ),
  {
    id: 'sqs-created-204',
    difference: 'A creation is answered with 204 and no body.',
    decisions: () => ({ created: () => ({ status: 204, root: 'group', value: null, headers: [] }) }),
  },
  {
    id: 'sqs-known-owners',
    difference: 'Groups can be created for owners that are known already.',
    decisions: (honest) => ({
      serves: (call) => {
        const { ownerId } = parseObject(call.request.body) ?? {}
        const known = call.store.all().some((group) => group.ownerId === ownerId)
        return (call.operation !== 'create' || known) && honest.serves(call)
      },
    }),
  },
  {
    id: 'sqs-eight-groups',
    difference: 'An owner may have eight groups, and no more are created.',
    inconclusive: ['conflict-pair-created'],
    decisions: (honest) => ({
      permits: (call, account, permission) => {
        const { ownerId } = parseObject(call.request.body) ?? {}
        const owned = call.store.all().filter((group) => group.ownerId === ownerId)
        return (call.operation !== 'create' || owned.length < 8) && honest.permits(call, account, permission)
      },
    }),
  },
  {
    id: 'sqs-small-pages',
    difference: 'A list shows three groups at a time.',
    decisions: (honest) => ({
      listed: (call, found) => {
        const query = new URLSearchParams(call.query)
        query.set('size', '3')
        return honest.listed({ ...call, query }, found)
      },
    }),
  },
  {
    id: 'sqs-list-bare',
    difference:
      'A list of no groups has no _embedded, as Spring writes it; the run finds no groups at first.',
    settings: ownOwner,
    decisions: (honest) => ({
      listed: async (call, found) => {
        const answer = await honest.listed(call, found)
        if (found.length > 0 || !isObject(answer.value ?? undefined)) return answer
        return { ...answer, value: { page: answer.value?.page ?? null } }
      },
    }),
  },
  {
    id: 'sqs-names-assigned',
    difference: 'A creation gives the group a name of its own, whichever it is asked for.',
    decisions: (honest) => ({ created: (call, group) => honest.created(call, renamed(call, group)) }),
  },
  {
    id: 'sqs-names-assigned-of-own-owner',
    difference: 'A creation gives the group a name of its own, and the run names its owner itself.',
    settings: ownOwner,
    decisions: (honest) => ({ created: (call, group) => honest.created(call, renamed(call, group)) }),
  },
  {
    id: 'sqs-read-dates-to-the-second',
    difference: 'Reads come from two copies, of which one keeps dates to the second only.',
    decisions: (honest) => ({
      present: (call, group) => {
        const isRead = call.operation === 'read' || call.operation === 'list'
        if (!isRead || !isEven(call.store)) return honest.present(call, group)
        const toTheSecond = (time: number) => Math.floor(time / 1_000) * 1_000
        const { created, updated } = group
        return honest.present(call, {
          ...group,
          created: toTheSecond(created),
          updated: toTheSecond(updated),
        })
      },
    }),
  },
  ...ids.map(
    ([id, difference, draw]): Variant<SqsDecisions> => ({
      id,
      difference,
      decisions: (honest) => ({
        created: (call, group) => {
          const named = { ...group, id: draw(call.store) }
          call.store.remove(group)
          call.store.put(named)
          return honest.created(call, named)
        },
      }),
    }),
  ),
]

function renamed({ store }: SqsCall, group: SqsGroup): SqsGroup {
  const named = { ...group, name: `Group ${counters.of(store).next++}` }
  store.put(named)
  return named
}

const counters = new Slot(() => ({ next: 17 }))
const isEven = everyNth(2)
