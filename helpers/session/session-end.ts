import type { Trust } from '../diagnosis/unconfirmed.ts'
import type { Slowed } from '../target/paced-queue.ts'
import type { Traffic } from '../target/traffic.ts'

/** What a session leaves to tell when it is over. */
export interface SessionEnd {
  /** Requests sent, set-up and clean-up included. */
  readonly requests: number
  /** Exchanges with the operation under test that were held against what their requests were. */
  readonly judged: number
  /** Its requests over time; absent where none was sent. */
  readonly traffic?: Traffic
  /** A sentence for each thing that the run could not put right on the target. */
  readonly leftovers: readonly string[]
  /** How the target slowed the run down, where it did. */
  readonly slowed?: Slowed
  /** Where the target does not carry out a control request at the end: which results count for nothing, and why. */
  readonly lost?: Trust
}
