import type { AutodialerDecisions } from '../../autodialer/decisions.ts'
import type { Fault } from '../../fault.ts'
import { isObject } from '../../json.ts'
export const notFound: readonly Fault<AutodialerDecisions>[] = [
  {
    id: 'autodialer-operator-id',
    lie: 'An id may be a query, and the first group that fits it is updated.',
    level: 'must',
    behaviour: 'not-found',
    checks: [],
    decisions: (honest) => ({
      find: (call, id) => (isObject(id) && id.$ne === null ? call.store.list()[0] : honest.find(call, id)),
    }),
  },
]
