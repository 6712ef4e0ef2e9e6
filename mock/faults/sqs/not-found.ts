import type { Fault } from '../../fault.ts'
import type { SqsDecisions } from '../../sqs/decisions.ts'

export const notFound: readonly Fault<SqsDecisions>[] = [
  {
    id: 'sqs-upsert',
    lie: 'Updating a group that does not exist creates it.',
    level: 'must',
    behaviour: 'not-found',
    checks: [],
    decisions: (honest) => ({
      find: async (call, tenant, id) =>
        (await honest.find(call, tenant, id)) ?? {
          tenant,
          id,
          ownerId: '',
          name: '',
          created: Date.now(),
          updated: 0,
        },
    }),
  },
]
