import type { Difference } from '../difference/difference.ts'
import type { LoggedBreach } from '../fixtures/exchange-log.ts'
import type { CheckResult } from './run-check.ts'

/** What is wrong in an exchange, as far as it tells which failing check it belongs to. */
export interface Wrong {
  readonly checks: ReadonlySet<string>
  readonly cause?: string | undefined
  readonly difference?: Difference | undefined
}

/** What the other checks of a run came to, as far as that accounts for what its exchanges show. */
export class Aftermath {
  /** What is wrong in the exchanges of the run. */
  readonly breaches: readonly LoggedBreach[]
  readonly #failed: readonly CheckResult[]

  constructor(breaches: readonly LoggedBreach[] = [], results: readonly CheckResult[] = []) {
    this.breaches = breaches
    this.#failed = results.filter(({ verdict, level }) => verdict === 'fail' && level === 'MUST')
  }

  /**
   * Ids of the failing MUST checks that account for it: it was seen in an exchange of theirs, has the cause that they
   * tell, or is done to values as theirs is: other values may show the same otherwise.
   */
  accountsFor({ checks, cause, difference }: Wrong): string[] {
    const accounts = (failed: CheckResult) =>
      checks.has(failed.id) ||
      (cause !== undefined && failed.cause === cause) ||
      Boolean(difference?.everywhere && failed.difference?.everywhere)
    return this.#failed.filter(accounts).map(({ id }) => id)
  }

  /** Whether one of the failing MUST checks tells this cause. */
  tells(cause: string | undefined): boolean {
    return cause !== undefined && this.#failed.some((failed) => failed.cause === cause)
  }
}
