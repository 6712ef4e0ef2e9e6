import type { AutodialerDecisions } from '../../autodialer/decisions.ts'
import type { Fault } from '../../fault.ts'

export const lists: readonly Fault<AutodialerDecisions>[] = [
  {
    id: 'autodialer-numbers-sorted',
    lie: 'The order of the numbers is of no importance.',
    level: 'must',
    behaviour: 'lists',
    checks: [],
    decisions: (honest) => ({
      change: async (call, group, payload) => {
        const wanted = await honest.change(call, group, payload)
        return { ...wanted, numbers: [...wanted.numbers].sort() }
      },
    }),
  },
]
