import type { Contract } from '../contract/contract.ts'
import type { Outcome } from '../contract/types.ts'
import type { Answer } from './answer.ts'
import { describeOutcome, describeStatus } from './outcome.ts'
import { type TransportFailure, wrongLength } from './transport-failure.ts'

// The words that violations of one cause share, whether a check finds them or the audit of all exchanges does: by these
// the audit knows what is accounted for.

/** A status came in place of the outcome that was due. */
export function insteadOf(contract: Contract, answer: Answer, ...due: readonly Outcome[]): string {
  const lawful = [...new Set(due.map((outcome) => describeOutcome(contract, outcome)))]
  return `answered ${describeStatus(contract, answer)}; must be ${lawful.join('; or ') || 'a refusal'}`
}

/** The outcome that was due, in words, where a status came in its place. */
export function outcomeDue(cause: string | undefined): string | undefined {
  return /^answered .*; must be (.*)$/.exec(cause ?? '')?.[1]
}

export function internalError({ status }: Answer): string {
  return `internal error ${status}`
}

/** Whether a cause is an internal error. */
export function isInternalErrorCause(cause: string | undefined): boolean {
  return cause?.startsWith('internal error ') === true
}

/** No whole answer comes to such a request, though others are answered. */
export function neverAnswered({ code }: TransportFailure): string {
  return code === wrongLength
    ? 'no whole answer: Content-Length says another length'
    : 'no answer: the connection breaks or hangs'
}

/** An answer came in another format than the documents give for its request. */
export function notIn(format: string): string {
  return `an answer that is not in ${format}`
}
