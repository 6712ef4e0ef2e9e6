import type { Fault } from '../../fault.ts'
import type { SqsDecisions } from '../../sqs/decisions.ts'

export const conflict: readonly Fault<SqsDecisions>[] = [
  {
    id: 'sqs-pair-not-checked',
    lie: 'An owner may have two groups of one name.',
    level: 'must',
    behaviour: 'conflict',
    checks: [],
    decisions: () => ({ clashes: () => false }),
  },
]
