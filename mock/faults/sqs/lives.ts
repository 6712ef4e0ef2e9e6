import { Slot } from '../../slot.ts'
import type { SqsGroup } from '../../sqs/store.ts'
import type { SqsFault } from './twists.ts'

/** Each group as it was before its latest update, by id. */
const latest = new Slot(() => new Map<string, SqsGroup>())
/** The name that each group was created with, by id. */
const names = new Slot(() => new Map<string, string>())

/** What goes wrong in the lives of groups: as they come back to what they were, and are removed. */
export const lives: readonly SqsFault[] = [
  {
    id: 'sqs-removal-rolls-back',
    lie: 'The removal of a group takes back the latest update of the newest one.',
    behaviour: 'sequences',
    checks: ['removal-keeps-updates'],
    decisions: (honest) => ({
      write: (call, wanted) => {
        const before = call.store.find(wanted.tenant, wanted.id)
        if (before) latest.of(call.store).set(wanted.id, before)
        return honest.write(call, wanted)
      },
      removed: (call, group) => {
        const newest = call.store.list(group.tenant).at(-1)
        const before = newest && latest.of(call.store).get(newest.id)
        if (before) call.store.put(before)
        return honest.removed(call, group)
      },
    }),
  },
  {
    id: 'sqs-created-values-kept-away',
    lie: 'A name that a group was created with is taken for no change, and not stored again.',
    behaviour: 'sequences',
    checks: ['created-values-again'],
    decisions: (honest) => ({
      created: (call, group) => {
        names.of(call.store).set(group.id, group.name)
        return honest.created(call, group)
      },
      write: (call, wanted) => {
        const old = call.store.find(wanted.tenant, wanted.id)
        const isCreated = old && names.of(call.store).get(wanted.id) === wanted.name
        return honest.write(call, isCreated ? { ...wanted, name: old.name } : wanted)
      },
    }),
  },
]
