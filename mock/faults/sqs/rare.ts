import { setTimeout as sleep } from 'node:timers/promises'
import { Slot } from '../../slot.ts'
import type { SqsCall } from '../../sqs/call.ts'
import { failing } from './robustness.ts'
import type { SqsFault } from './twists.ts'

/** Mistakes that show only on a case that nobody thinks of by hand. */
export const rare: readonly SqsFault[] = [
  {
    id: 'sqs-rare-cut-behind-comma',
    lie: 'JSON that breaks off just behind a comma or a colon is read beyond its end: an internal error.',
    behaviour: 'generated',
    checks: ['generated-raw'],
    decisions: failing(({ request }) => /[,:]$/.test(request.body.toString('utf8'))),
  },
  {
    id: 'sqs-rare-empty-list',
    lie: 'An empty list in place of a name is taken for a group that has none.',
    behaviour: 'generated',
    checks: ['generated-invalid'],
    decisions: (honest) => ({
      parse: async (call) => {
        const payload = await honest.parse(call)
        return payload && isEmptyList(payload.name) ? { ...payload, name: 'unnamed' } : payload
      },
    }),
  },
  {
    id: 'sqs-rare-payload-remembered',
    lie: 'A payload that was sent before is answered as it was then, and not stored again where two others came since.',
    behaviour: 'sequences',
    checks: ['generated-sequence'],
    decisions: (honest) => ({
      write: (call, wanted) => {
        const { tenant, id, ownerId, name } = wanted
        const seen = payloads.of(call.store)
        const ofGroup = seen.get(id) ?? []
        const payload = JSON.stringify([tenant, ownerId, name])
        seen.set(id, [...ofGroup, payload])
        return ofGroup.slice(0, -2).includes(payload) ? undefined : honest.write(call, wanted)
      },
    }),
  },
  {
    id: 'sqs-rare-refused-beside',
    lie: 'An update that is refused takes one of the same group that is under way with it: that is told and not stored.',
    behaviour: 'concurrency',
    checks: ['generated-race'],
    decisions: (honest) => ({
      parse: async (call) => {
        const payload = await honest.parse(call)
        if (payload === undefined)
          for (const other of underWay.of(call.store)) if (other.id === call.id) spoiled.add(other)
        return payload
      },
      exclusively: async (call, work) => {
        const calls = underWay.of(call.store)
        calls.add(call)
        // Only the first request of a connection waits: a run is not to wait for updates that meet no other.
        if (call.turn === 1) await sleep(15)
        calls.delete(call)
        return honest.exclusively(call, work)
      },
      write: (call, wanted) => (spoiled.has(call) ? undefined : honest.write(call, wanted)),
    }),
  },
]

const payloads = new Slot(() => new Map<string, readonly string[]>())
const underWay = new Slot(() => new Set<SqsCall>())
const spoiled = new WeakSet<SqsCall>()

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}
