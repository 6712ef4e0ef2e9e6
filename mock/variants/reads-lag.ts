import type { AutodialerDecisions } from '../autodialer/decisions.ts'
import type { AutodialerGroup } from '../autodialer/store.ts'
import type { Variant } from '../fault.ts'
import { Replica } from '../replica.ts'
import type { SqsDecisions } from '../sqs/decisions.ts'
import type { SqsGroup } from '../sqs/store.ts'

const sqsReplica = new Replica<SqsGroup>(({ tenant, id }) => JSON.stringify([tenant, id]))
const autodialerReplica = new Replica<AutodialerGroup>(({ id }) => id)

// Creations and removals show at once: a client of such a server waits for an update, and for nothing else.

export const sqsReadsLag: Variant<SqsDecisions> = {
  id: 'sqs-reads-lag',
  difference: 'Reads and lists show an update only after 200 milliseconds.',
  decisions: (honest) => ({
    write: (call, wanted) => {
      const before = call.store.find(wanted.tenant, wanted.id)
      if (before) sqsReplica.overwrite(call.store, before)
      return honest.write(call, wanted)
    },
    read: async (call, tenant, id) => {
      const group = await honest.read(call, tenant, id)
      return group && sqsReplica.seen(call.store, group)
    },
    list: async (call, tenant) =>
      (await honest.list(call, tenant)).map((group) => sqsReplica.seen(call.store, group)),
  }),
}

export const autodialerReadsLag: Variant<AutodialerDecisions> = {
  id: 'autodialer-reads-lag',
  difference: 'A search shows an update only after 200 milliseconds.',
  decisions: (honest) => ({
    write: (call, wanted) => {
      const before = call.store.find(wanted.id)
      if (before) autodialerReplica.overwrite(call.store, before)
      return honest.write(call, wanted)
    },
    list: async (call) => (await honest.list(call)).map((group) => autodialerReplica.seen(call.store, group)),
  }),
}
