import type { CheckResult } from '../checks/run-check.ts'
import { Session, type SessionEnd } from '../run/session.ts'
import { Target } from '../target/target.ts'
import { UsageError } from '../usage-error.ts'
import type { ListedCheck } from './checks.ts'
import { type ConformanceOptions, planFor, type Settings } from './options.ts'

/** An endpoint at an address, and how it is to be checked. */
export interface ConformanceTarget extends ConformanceOptions {
  /** `autodialer` or `sqs`. */
  readonly endpoint: string
  /** Its address, its accounts, and the groups that were given up for it. */
  readonly settings: Settings
}

/** A run on one endpoint, in the hands of a runner of your own. */
export interface ConformanceSession {
  /**
   * Runs one check; several may be asked for at once, in any order, and `concurrency` of them run. What is wrong with
   * the server is in the result. Rejects only with UsageError, for a check that the session was not opened for, with an
   * `AbortError` where the session was closed before the check began, and for a mistake of the check itself.
   */
  run(check: ListedCheck): Promise<CheckResult>
  /**
   * Removes or restores every group that was written to; says how many requests were sent, what it could not undo
   * (`leftovers`), and whether the target no longer takes what it took at the start (`lost`: passes then prove nothing).
   */
  close(): Promise<SessionEnd>
}

/**
 * Opens a session: tries whether the server can be reached and makes the groups that its checks write to. A server
 * that cannot be used makes every check inconclusive, and is no error. Close it, or the groups stay.
 * Throws UsageError for settings or options that are wrong; the message names the one.
 */
export async function openSession({
  endpoint,
  settings,
  ...options
}: ConformanceTarget): Promise<ConformanceSession> {
  const { plan, endpoints } = planFor([endpoint], settings, options)
  const [planned] = endpoints
  if (!planned) throw new Error(`the plan lost its endpoint ${endpoint}`)
  const { contract, settings: account, selected } = planned
  const target = new Target(contract, account, plan)
  const session = await Session.open(target, selected, plan)
  return {
    async run(check) {
      const found = check.endpoint === endpoint && selected.find(({ id }) => id === check.id)
      if (!found) throw new UsageError(`${check.endpoint} ${check.id} is no check of this session`)
      return session.run(found, plan.options)
    },
    close: () => session.close(),
  }
}
