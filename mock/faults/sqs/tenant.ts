import type { Fault } from '../../fault.ts'
import type { SqsDecisions } from '../../sqs/decisions.ts'

export const tenant: readonly Fault<SqsDecisions>[] = [
  {
    id: 'sqs-tenant-ignored',
    lie: 'A group is found under every tenant.',
    level: 'must',
    behaviour: 'tenant',
    checks: [],
    decisions: () => ({
      find: (call, _tenant, id) => call.store.list().find((group) => group.id === id),
    }),
  },
]
