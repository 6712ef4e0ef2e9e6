import { type Check, type Turn, turns } from '../checks/check.ts'

/** Which checks of a session were asked for, and in which turn each runs. */
export class Turns {
  readonly #checks: readonly Check[]
  readonly #order: readonly Turn[]
  readonly #asked = new Set<string>()
  /** Those that were asked for and have not ended. */
  readonly #pending = new Map<Promise<unknown>, Turn>()
  /** What the checks of a turn wait for together: the end of those that were asked for before. */
  readonly #waits = new Map<Turn, Promise<unknown>>()

  /** @param order the turns, one after the other */
  constructor(checks: readonly Check[], order: readonly Turn[] = turns) {
    this.#checks = checks
    this.#order = order
  }

  /** Runs a check after those of earlier turns that were asked for by then. */
  run<Value>(check: Check, begin: () => Promise<Value>): Promise<Value> {
    this.#asked.add(check.id)
    const asked = this.#inTurn(check.turn, begin)
    this.#pending.set(asked, check.turn)
    return asked.finally(() => this.#pending.delete(asked))
  }

  /** Whether no check is to come any more that has its turn before this one. */
  isOverBefore(turn: Turn): boolean {
    const earlier = this.#earlierThan(turn)
    return this.#checks.every((check) => !earlier.includes(check.turn) || this.#asked.has(check.id))
  }

  async #inTurn<Value>(turn: Turn, begin: () => Promise<Value>): Promise<Value> {
    const earlier = this.#earlierThan(turn)
    if (earlier.length === 0) return begin()
    // Others may be asked for in the same breath, and more of them while these run.
    await undefined
    const before = () => [...this.#pending].flatMap(([each, of]) => (earlier.includes(of) ? [each] : []))
    for (let all = before(); all.length > 0; all = before()) await this.#endOf(all, turn)
    return begin()
  }

  #endOf(earlier: readonly Promise<unknown>[], turn: Turn): Promise<unknown> {
    const known = this.#waits.get(turn)
    if (known) return known
    const wait = Promise.allSettled(earlier).finally(() => this.#waits.delete(turn))
    this.#waits.set(turn, wait)
    return wait
  }

  #earlierThan(turn: Turn): readonly Turn[] {
    return this.#order.slice(0, this.#order.indexOf(turn))
  }
}
