import type { Exchange, Result } from './exchange.ts'

/** Gives the record of an exchange, which is made when it is first asked for: few are ever read. */
export type Capture = () => Exchange

/** What came of a request, and the record of it. */
export interface Sent {
  readonly result: Result
  readonly exchange: Capture
  /** The connection broke when it was sent first: it may have been carried out then. */
  readonly wasBroken?: true
}
