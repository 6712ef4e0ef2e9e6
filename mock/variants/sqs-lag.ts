import type { Variant } from '../fault.ts'
import { Slot } from '../slot.ts'
import type { SqsCall } from '../sqs/call.ts'
import type { SqsDecisions } from '../sqs/decisions.ts'
import type { SqsGroup } from '../sqs/store.ts'
import { Past } from './past.ts'

/** Reads come from a copy of the store that is behind it by so many milliseconds. */
export const sqsLag: readonly Variant<SqsDecisions>[] = [
  {
    id: 'sqs-all-reads-lag-200',
    difference: 'Reads and lists show updates, creations and removals only after 200 milliseconds.',
    replaces: ['read', 'list'],
    decisions: lagging(200),
  },
  {
    id: 'sqs-all-reads-lag-600',
    difference: 'Reads and lists show updates, creations and removals only after 600 milliseconds.',
    replaces: ['read', 'list'],
    decisions: lagging(600),
  },
]

function lagging(lag: number): Variant<SqsDecisions>['decisions'] {
  const pasts = new Slot(() => new Past<SqsGroup>(lag))
  const note = ({ store }: SqsCall) => pasts.of(store).note(store.all())
  return (honest) => ({
    serves: (call) => {
      pasts.of(call.store).begin(call.store.all())
      return honest.serves(call)
    },
    write: async (call, wanted) => {
      await honest.write(call, wanted)
      note(call)
    },
    created: async (call, group) => {
      const answer = await honest.created(call, group)
      note(call)
      return answer
    },
    removed: (call, group) => {
      note(call)
      return honest.removed(call, group)
    },
    read: ({ store }, tenant, id) =>
      pasts
        .of(store)
        .shown()
        .find((group) => group.tenant === tenant && group.id === id),
    list: ({ store }, tenant) =>
      pasts
        .of(store)
        .shown()
        .filter((group) => group.tenant === tenant),
  })
}
