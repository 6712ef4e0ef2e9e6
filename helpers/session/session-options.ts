import type { CheckResult } from '../checks/run-check.ts'

/** How a session goes about it; a part of the plan. */
export interface SessionOptions {
  /** Checks that run at once. */
  readonly concurrency: number
  /** The folder of journals; without, nothing is kept of what is owed. */
  readonly journals?: string
  /** Send no update that a correct server carries out. */
  readonly refusalsOnly?: boolean
  /** How many requests may be sent, set-up and clean-up included. */
  readonly budget?: number
  /** Ends it early: where the reason is `TimeOver`, what is left is inconclusive; else what has not begun is left. */
  readonly signal?: AbortSignal
  /** Milliseconds that a read-back which does not agree is given to do so. */
  readonly settle?: number
  /** Is told what each check came to, before another begins in its place. */
  readonly judged?: (result: CheckResult) => void
}
