import type { AutodialerDecisions } from './autodialer/decisions.ts'
import { honestAutodialer } from './autodialer/honest.ts'
import type { SqsDecisions } from './sqs/decisions.ts'
import { honestSqs } from './sqs/honest.ts'

/** A fault or a variant that a server was started with. */
export interface Active {
  readonly kind: 'fault' | 'variant'
  readonly id: string
  /** Its lie, or its difference. */
  readonly says: string
}

export interface Behaviour {
  readonly sqs: SqsDecisions
  readonly autodialer: AutodialerDecisions
  readonly active: readonly Active[]
  /** Settings that the chosen variants ask a run to use. */
  readonly settings: Readonly<Record<string, string>>
}

/** A server without faults and variants. */
export const honest: Behaviour = { sqs: honestSqs, autodialer: honestAutodialer, active: [], settings: {} }
