import type { SqsOutcome } from '../sqs/call.ts'
import type { SqsDecisions } from '../sqs/decisions.ts'

/** Tells one kind of refusal as failed processing, with the code that the documents give it. */
export function unprocessable(
  honest: SqsDecisions,
  outcome: SqsOutcome,
  errorCode: number,
): SqsDecisions['refuse'] {
  return async (call, refusal) => {
    const answer = await honest.refuse(call, refusal)
    if (refusal.outcome !== outcome) return answer
    return { ...answer, status: 422, value: { ...answer.value, errorCode } }
  }
}
