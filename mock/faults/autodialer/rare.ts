import { Slot } from '../../slot.ts'
import { failing } from './robustness.ts'
import type { AutodialerFault } from './tools.ts'

const payloads = new Slot(() => new Map<string, readonly string[]>())

/** Mistakes that show only on a case that nobody thinks of by hand. */
export const rare: readonly AutodialerFault[] = [
  {
    id: 'autodialer-rare-cut-behind-comma',
    lie: 'JSON that breaks off just behind a comma or a colon is read beyond its end: an internal error.',
    behaviour: 'generated',
    checks: ['generated-raw'],
    decisions: failing((body) => /[,:]$/.test(body)),
  },
  {
    id: 'autodialer-rare-payload-remembered',
    lie: 'A payload that was sent before is answered as it was then, and not stored again where two others came since.',
    behaviour: 'sequences',
    checks: ['generated-sequence'],
    decisions: (honest) => ({
      write: (call, wanted) => {
        const { id, name, numbers, description } = wanted
        const seen = payloads.of(call.store)
        const ofGroup = seen.get(id) ?? []
        const payload = JSON.stringify([name, numbers, description])
        seen.set(id, [...ofGroup, payload])
        return ofGroup.slice(0, -2).includes(payload) ? undefined : honest.write(call, wanted)
      },
    }),
  },
]
