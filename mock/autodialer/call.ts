import type { JsonObject } from '../../helpers/contract/types.ts'
import type { Call, Header } from '../exchange.ts'
import type { AutodialerDecisions } from './decisions.ts'
import type { AutodialerStore } from './store.ts'

export type AutodialerOperation = 'update' | 'add' | 'search' | 'remove' | 'elsewhere'

export interface AutodialerCall extends Call<AutodialerDecisions, AutodialerStore> {
  /** `elsewhere`: there is nothing at the address. */
  readonly operation: AutodialerOperation
}

export type AutodialerOutcome =
  | 'methodNotAllowed'
  | 'unsupportedMediaType'
  | 'unauthenticated'
  | 'forbidden'
  | 'malformed'
  | 'notFound'
  | 'invalid'

/** An answer before it becomes text. */
export interface AutodialerAnswer {
  readonly status: number
  readonly value: JsonObject
  readonly headers: readonly Header[]
}

/**
 * Thrown by the pipeline, never by a decision, and turned into an answer by the decision `refuse`. It is no error, and
 * has no stack, which would take longer to write down than the answer.
 */
export class AutodialerRefusal {
  readonly outcome: AutodialerOutcome
  readonly detail: string

  constructor(outcome: AutodialerOutcome, detail = '') {
    this.outcome = outcome
    this.detail = detail
  }
}
