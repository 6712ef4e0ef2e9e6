import type { AutodialerDecisions } from '../../autodialer/decisions.ts'
import type { Fault } from '../../fault.ts'
import { Slot } from '../../slot.ts'

const writtenGroups = new Slot(() => new Set<string>())

export const persistence: readonly Fault<AutodialerDecisions>[] = [
  {
    id: 'autodialer-first-update-only',
    lie: 'Of all the updates of a group that are accepted, only the first is stored.',
    level: 'must',
    behaviour: 'persistence',
    checks: [],
    decisions: (honest) => ({
      write: async (call, wanted) => {
        const written = writtenGroups.of(call.server)
        if (!written.has(wanted.id)) await honest.write(call, wanted)
        written.add(wanted.id)
      },
    }),
  },
]
