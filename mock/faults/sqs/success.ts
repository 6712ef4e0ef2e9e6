import type { Fault } from '../../fault.ts'
import type { SqsDecisions } from '../../sqs/decisions.ts'

export const success: readonly Fault<SqsDecisions>[] = [
  {
    id: 'sqs-status-201',
    lie: 'An update creates something, so it is answered with 201.',
    level: 'must',
    behaviour: 'success',
    checks: [],
    decisions: (honest) => ({
      succeed: async (call, members) => ({ ...(await honest.succeed(call, members)), status: 201 }),
    }),
  },
]
