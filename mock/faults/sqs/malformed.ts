import type { Fault } from '../../fault.ts'
import type { SqsDecisions } from '../../sqs/decisions.ts'

export const malformed: readonly Fault<SqsDecisions>[] = [
  {
    id: 'sqs-truncated-json-500',
    lie: 'A body that breaks off is an internal error.',
    level: 'must',
    behaviour: 'malformed',
    checks: [],
    decisions: (honest) => ({
      refuse: async (call, refusal) => {
        const answer = await honest.refuse(call, refusal)
        return refusal.outcome === 'malformed' && breaksOff(call.request.body)
          ? { ...answer, status: 500 }
          : answer
      },
    }),
  },
]

function breaksOff(body: Buffer): boolean {
  const text = body.toString('utf8').trim()
  return text.startsWith('{') && !text.endsWith('}')
}
