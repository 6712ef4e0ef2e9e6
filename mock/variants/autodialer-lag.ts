import type { AutodialerDecisions } from '../autodialer/decisions.ts'
import type { AutodialerGroup } from '../autodialer/store.ts'
import type { Variant } from '../fault.ts'
import { Slot } from '../slot.ts'
import { Past } from './past.ts'

/** Searches look into a copy of the store that is behind it by so many milliseconds. */
export const autodialerLag: readonly Variant<AutodialerDecisions>[] = [
  {
    id: 'autodialer-all-reads-lag-200',
    difference: 'A search shows updates, creations and removals only after 200 milliseconds.',
    replaces: ['list'],
    decisions: lagging(200),
  },
  {
    id: 'autodialer-all-reads-lag-600',
    difference: 'A search shows updates, creations and removals only after 600 milliseconds.',
    replaces: ['list'],
    decisions: lagging(600),
  },
]

function lagging(lag: number): Variant<AutodialerDecisions>['decisions'] {
  const pasts = new Slot(() => new Past<AutodialerGroup>(lag))
  return (honest) => ({
    serves: (call) => {
      pasts.of(call.store).begin(call.store.list())
      return honest.serves(call)
    },
    write: async (call, wanted) => {
      await honest.write(call, wanted)
      pasts.of(call.store).note(call.store.list())
    },
    completed: (call, data) => {
      if (call.operation !== 'search') pasts.of(call.store).note(call.store.list())
      return honest.completed(call, data)
    },
    list: ({ store }) => pasts.of(store).shown(),
  })
}
