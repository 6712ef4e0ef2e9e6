import type { Fault } from '../../fault.ts'
import type { SqsDecisions } from '../../sqs/decisions.ts'

export const required: readonly Fault<SqsDecisions>[] = [
  {
    id: 'sqs-missing-name-accepted',
    lie: 'A group may be updated without its name.',
    level: 'must',
    behaviour: 'required',
    checks: [],
    decisions: (honest) => ({
      objection: (call, field, value) =>
        field === 'name' && value === undefined ? undefined : honest.objection(call, field, value),
    }),
  },
]
