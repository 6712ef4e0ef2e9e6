import { randomInt, randomUUID } from 'node:crypto'
import type { Variant } from '../fault.ts'
import { parseObject } from '../json.ts'
import { Slot } from '../slot.ts'
import type { SqsOperation } from '../sqs/call.ts'
import type { SqsDecisions } from '../sqs/decisions.ts'
import type { SqsStore } from '../sqs/store.ts'

const absent: readonly (readonly [id: string, what: string, operations: readonly SqsOperation[]])[] = [
  ['create', 'Groups cannot be created', ['create']],
  ['remove', 'Groups cannot be removed', ['remove']],
  ['list', 'Groups cannot be listed', ['list']],
  ['get', 'A group cannot be read by itself', ['read']],
  ['reading', 'Groups can neither be read nor listed', ['read', 'list']],
]

const ids: readonly (readonly [id: string, difference: string, draw: (store: SqsStore) => string])[] = [
  ['uuid', 'Ids are UUIDs.', () => randomUUID()],
  ['long-number', 'Ids are long numbers.', () => String(randomInt(1e9, 1e10)) + String(randomInt(1e9, 1e10))],
  ['counted', 'Ids are counted up.', (store) => String(counters.of(store).next++)],
  ['punctuated', 'Ids have signs that a path must encode.', () => `grp/${randomUUID().slice(0, 8)}+äö #1`],
]

/** The operations beside the update: absent, or answering otherwise. */
export const siblings: readonly Variant<SqsDecisions>[] = [
  {
    id: 'sqs-no-siblings',
    difference: 'The update is the only operation that is open to the tester.',
    decisions: () => ({ serves: (call) => call.operation === 'update' }),
  },
  ...absent.map(
    ([id, what, operations]): Variant<SqsDecisions> => ({
      id: `sqs-no-${id}`,
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
  ...ids.map(
    ([id, difference, draw]): Variant<SqsDecisions> => ({
      id: `sqs-ids-${id}`,
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

const counters = new Slot(() => ({ next: 17 }))
