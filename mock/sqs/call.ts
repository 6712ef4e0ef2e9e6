import type { JsonObject } from '../../helpers/contract/types.ts'
import type { Call, Header } from '../exchange.ts'
import type { SqsDecisions } from './decisions.ts'
import type { SqsStore } from './store.ts'

export type SqsOperation =
  | 'update'
  | 'create'
  | 'read'
  | 'list'
  | 'remove'
  | 'health'
  | 'unknown'
  | 'elsewhere'

export type SqsPermission =
  | 'SQS_GROUP_CREATE_UPDATE_PERMISSION'
  | 'SQS_GROUP_READ_PERMISSION'
  | 'SQS_GROUP_DELETE_PERMISSION'

export type Format = 'json' | 'xml'

export interface SqsCall extends Call<SqsDecisions, SqsStore> {
  /** `unknown`: the address exists, the method does not fit it; `elsewhere`: there is nothing at the address. */
  readonly operation: SqsOperation
  /** The id in the address, decoded; empty where the address has none. */
  readonly id: string
}

/** An answer before its representation is chosen. */
export interface SqsAnswer {
  readonly status: number
  /** Name of the root element, should it become XML. */
  readonly root: string
  /** Null for an answer without a body. */
  readonly value: JsonObject | null
  readonly headers: readonly Header[]
}

export type SqsOutcome =
  | 'malformed'
  | 'unauthenticated'
  | 'forbidden'
  | 'notFound'
  | 'methodNotAllowed'
  | 'conflict'
  | 'invalid'
  | 'unsupportedMediaType'

/** What is wrong with one member of a request. */
export interface FieldError {
  readonly field: string
  readonly description: string
}

/**
 * Thrown by the pipeline, never by a decision, and turned into an answer by the decision `refuse`. It is no error, and
 * has no stack, which would take longer to write down than the answer.
 */
export class SqsRefusal {
  readonly outcome: SqsOutcome
  readonly errors: readonly FieldError[]

  constructor(outcome: SqsOutcome, errors: readonly FieldError[] = []) {
    this.outcome = outcome
    this.errors = errors
  }
}
