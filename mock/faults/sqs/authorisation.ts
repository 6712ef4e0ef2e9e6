import type { Fault } from '../../fault.ts'
import type { SqsDecisions } from '../../sqs/decisions.ts'
import { applyAnyway } from './apply-anyway.ts'

export const authorisation: readonly Fault<SqsDecisions>[] = [
  {
    id: 'sqs-forbidden-applied',
    lie: 'An update is forbidden and carried out all the same.',
    level: 'must',
    behaviour: 'authorisation',
    checks: [],
    decisions: (honest) => ({
      refuse: async (call, refusal) => {
        if (refusal.outcome === 'forbidden') await applyAnyway(call)
        return honest.refuse(call, refusal)
      },
    }),
  },
]
