import { headerValues } from '../../exchange.ts'
import type { Fault } from '../../fault.ts'
import type { SqsDecisions } from '../../sqs/decisions.ts'
export const representation: readonly Fault<SqsDecisions>[] = [
  {
    id: 'sqs-json-by-default',
    lie: 'Who asks for no format gets JSON.',
    level: 'must',
    behaviour: 'representation',
    checks: [],
    decisions: (honest) => ({
      negotiate: (call) =>
        headerValues(call.request, 'accept').length === 0 ? 'json' : honest.negotiate(call),
    }),
  },
]
