import type { CheckResult } from '../checks/run-check.ts'
import type { Fixtures } from '../fixtures/fixtures.ts'
import { isOverload } from '../target/silence.ts'
import type { Target } from '../target/target.ts'

/** After this many checks that got no answer, and again after as many more, it is tried whether the target still lives. */
const patience = 3

/** Whether the target of a session still lives; where it does not, it is given up. */
export class Liveness {
  readonly #target: Target
  #unanswered = 0
  #trial: Promise<void> = Promise.resolve()

  constructor(target: Target) {
    this.#target = target
  }

  /** The end of a trial whether it lives; checks wait for that. */
  get shown(): Promise<void> {
    return this.#trial
  }

  /** Tries it where this check, and some before it, got no answer. */
  async judge(result: CheckResult, fixtures: Fixtures): Promise<void> {
    if (!wentUnanswered(result)) return
    if (++this.#unanswered % patience !== 0 && !this.#target.client.isOverloaded) return
    this.#trial = this.#trial.then(() => this.#assertAlive(fixtures))
    await this.#trial
  }

  /** A target that does not even answer a plain update is given up: what was learned so far is all there is. */
  async #assertAlive(fixtures: Fixtures): Promise<void> {
    const heard = await fixtures.control()
    if ('silence' in heard)
      this.#target.client.giveUp(`the target no longer answers a valid update: ${heard.silence}`)
  }
}

/** Whether a check ended with a request that got no answer, or none but an overload. */
function wentUnanswered({ verdict, exchanges }: CheckResult): boolean {
  const last = exchanges?.at(-1)
  return verdict === 'inconclusive' && last !== undefined && (!last.answer || isOverload(last.answer.status))
}
