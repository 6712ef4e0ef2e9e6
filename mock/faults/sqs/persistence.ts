import type { Fault } from '../../fault.ts'
import type { SqsDecisions } from '../../sqs/decisions.ts'

export const persistence: readonly Fault<SqsDecisions>[] = [
  {
    id: 'sqs-forgets',
    lie: 'The update is reported and never stored.',
    level: 'must',
    behaviour: 'persistence',
    checks: [],
    decisions: () => ({ write: () => undefined }),
  },
]
