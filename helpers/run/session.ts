import { type Check, levelOf } from '../checks/check.ts'
import { type CheckOptions, type CheckResult, runCheck } from '../checks/run-check.ts'
import { Fixtures } from '../fixtures/fixtures.ts'
import type { Target } from '../target/target.ts'
import { Inconclusive, NotTested } from '../verdict/signals.ts'

/** What a session leaves to tell when it is over. */
export interface SessionEnd {
  readonly requests: number
  /** A sentence for each thing that the run could not put right on the target. */
  readonly leftovers: readonly string[]
}

/** One run on one target, from its first exchange to its last. */
export class Session {
  readonly #target: Target
  readonly #fixtures: Fixtures | Inconclusive | NotTested
  readonly #running = new Set<Promise<CheckResult>>()

  private constructor(target: Target, fixtures: Fixtures | Inconclusive | NotTested) {
    this.#target = target
    this.#fixtures = fixtures
  }

  /** Begins with the exchanges that show whether checks can be run at all; where they cannot, each check says why. */
  static async open(target: Target, checks: readonly Check[], concurrency: number): Promise<Session> {
    try {
      return new Session(target, await Fixtures.open(target, groupsFor(checks, concurrency)))
    } catch (error) {
      if (error instanceof Inconclusive || error instanceof NotTested) return new Session(target, error)
      throw error
    }
  }

  run(check: Check, options: CheckOptions): Promise<CheckResult> {
    const fixtures = this.#fixtures
    if (fixtures instanceof Fixtures) return this.#tracked(runCheck(check, fixtures, options))
    const { contract, redact } = this.#target
    return Promise.resolve({
      id: check.id,
      behaviour: check.behaviour,
      title: check.title,
      level: levelOf(contract, check),
      requirements: check.requirements.filter((id) => id in contract.requirements),
      verdict: fixtures instanceof NotTested ? 'not-tested' : 'inconclusive',
      reason: redact(fixtures.message),
      milliseconds: 0,
    })
  }

  /** Puts everything right again once no check is running: an interrupted runner does not wait for them. */
  async close(): Promise<SessionEnd> {
    await Promise.allSettled(this.#running)
    const leftovers = this.#fixtures instanceof Fixtures ? await this.#fixtures.close() : []
    await this.#target.close()
    return { requests: this.#target.requests, leftovers: leftovers.map(this.#target.redact) }
  }

  async #tracked(running: Promise<CheckResult>): Promise<CheckResult> {
    this.#running.add(running)
    return running.finally(() => this.#running.delete(running))
  }
}

/** Enough groups that checks seldom wait for one another, and no more than they write to between them. */
function groupsFor(checks: readonly Check[], concurrency: number): number {
  const wanted = checks.reduce((sum, { groups, fresh }) => sum + (fresh ? 0 : groups), 0)
  const most = Math.max(concurrency, ...checks.map(({ groups }) => groups))
  return Math.min(wanted, most)
}
