import { type Check, levelOf } from '../checks/check.ts'
import type { Generation } from '../checks/context.ts'
import { type CheckOptions, type CheckResult, runCheck } from '../checks/run-check.ts'
import { Fixtures } from '../fixtures/fixtures.ts'
import { isOverload } from '../target/silence.ts'
import type { Target } from '../target/target.ts'
import { Inconclusive, NotTested } from '../verdict/signals.ts'

/** After this many checks that got no answer, and again after as many more, it is tried whether the target still lives. */
const patience = 3

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
  #unanswered = 0
  /** A trial whether the target still lives; checks wait for it. */
  #trial: Promise<void> = Promise.resolve()

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

  /** Runs a check, or says at once why it cannot be run: the target was never reached, or has died since. */
  run(check: Check, options: CheckOptions, progress?: Generation['progress']): Promise<CheckResult> {
    const running = this.#run(check, options, progress)
    this.#running.add(running)
    return running.finally(() => this.#running.delete(running))
  }

  async #run(check: Check, options: CheckOptions, progress?: Generation['progress']): Promise<CheckResult> {
    await this.#trial
    const fixtures = this.#fixtures
    if (!(fixtures instanceof Fixtures)) return this.#notRun(check, fixtures)
    const { givenUp } = this.#target
    if (givenUp !== undefined) return this.#notRun(check, new Inconclusive(givenUp))
    const result = await runCheck(check, fixtures, options, progress)
    if (wentUnanswered(result) && ++this.#unanswered % patience === 0) {
      this.#trial = this.#trial.then(() => this.#assertAlive(fixtures))
      await this.#trial
    }
    return result
  }

  /**
   * Puts everything right once no check is running, as an interrupted runner does not wait for them; on a target that
   * was given up, for as long as it answers.
   */
  async close(): Promise<SessionEnd> {
    await Promise.allSettled(this.#running)
    if (this.#target.givenUp !== undefined) this.#target.giveLastChance()
    const leftovers = this.#fixtures instanceof Fixtures ? await this.#fixtures.close() : []
    await this.#target.close()
    return { requests: this.#target.requests, leftovers: leftovers.map(this.#target.redact) }
  }

  /** A target that does not even answer a plain update is given up: what was learned so far is all there is. */
  async #assertAlive(fixtures: Fixtures): Promise<void> {
    const silence = await fixtures.silence()
    if (silence !== undefined) this.#target.giveUp(`the target no longer answers a plain update: ${silence}`)
  }

  #notRun(check: Check, why: Inconclusive | NotTested): CheckResult {
    const { contract, redact } = this.#target
    return {
      id: check.id,
      behaviour: check.behaviour,
      title: check.title,
      level: levelOf(contract, check),
      requirements: check.requirements.filter((id) => id in contract.requirements),
      verdict: why instanceof NotTested ? 'not-tested' : 'inconclusive',
      reason: redact(why.message),
      milliseconds: 0,
    }
  }
}

/** Whether a check ended with a request that got no answer, or none but an overload. */
function wentUnanswered({ verdict, exchanges }: CheckResult): boolean {
  const last = exchanges?.at(-1)
  return verdict === 'inconclusive' && last !== undefined && (!last.answer || isOverload(last.answer.status))
}

/** Enough groups that checks seldom wait for one another, and no more than they write to between them. */
function groupsFor(checks: readonly Check[], concurrency: number): number {
  const wanted = checks.reduce((sum, { groups, fresh }) => sum + (fresh ? 0 : groups), 0)
  const most = Math.max(concurrency, ...checks.map(({ groups }) => groups))
  return Math.min(wanted, most)
}
