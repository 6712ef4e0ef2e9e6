import fc from 'fast-check'
import type { Json } from '../contract/types.ts'
import type { Cases } from '../payloads/cases.ts'
import { Inconclusive, NotTested, Violation } from '../verdict/signals.ts'
import type { CheckContext } from './context.ts'

/** Milliseconds that a hundred cases may take, and that the search for a smaller counterexample may. */
const longest = 10_000

/** Requests that the search for a smaller counterexample may send; the last try may go a few beyond. */
const mostShrinking = 120

/** A violation that a generated case showed, with the smallest case found and how to draw it again. */
export class GeneratedViolation extends Violation {
  readonly counterexample: Counterexample

  constructor(violation: Violation, counterexample: Counterexample) {
    const { expected, seen, answer, cause, difference } = violation
    super(expected, seen, answer, cause, difference)
    this.counterexample = counterexample
  }
}

/** The smallest generated case found that shows a violation. */
export interface Counterexample {
  /** The seed of the run that drew it. */
  readonly seed: number
  /** fast-check's path from the seed to the case. */
  readonly path: string
  /** The smallest case found, as JSON. */
  readonly payload: string
  /** Requests of the check until its first failure, and beyond it in search of a smaller case. */
  readonly requests: { readonly found: number; readonly shrinking: number }
}

/**
 * Holds a property for the cases that were kept and for as many drawn ones as the run asks for. Throws
 * GeneratedViolation for the smallest case found that breaks it. What cannot be carried out ends the search, and is
 * thrown as it is.
 */
export async function forAll<Case extends Json>(
  t: CheckContext,
  { drawn, isCase, weight = 1 }: Cases<Case>,
  holds: (value: Case) => Promise<void>,
): Promise<void> {
  const { seed, cases, kept } = t.generation
  const examples = kept.map((value): [Case] => {
    if (!isCase(value))
      throw new Inconclusive(`the kept case is none of this check: ${JSON.stringify(value)}`)
    return [value]
  })
  const numRuns = examples.length + Math.ceil(cases / weight)
  const search = new Search(t, numRuns)
  const run = await fc.check(
    fc.asyncProperty(drawn, (value) => search.attempt(() => holds(value))),
    {
      seed,
      numRuns,
      examples,
      // A case that is tried again is told as it is.
      endOnFailure: cases === 0,
      interruptAfterTimeLimit: longest * Math.ceil(cases / 100 + 1),
    },
  )
  if (run.errorInstance instanceof Violation) {
    const found = new GeneratedViolation(run.errorInstance, {
      seed: run.seed,
      path: run.counterexamplePath ?? '',
      payload: JSON.stringify(run.counterexample?.[0]),
      requests: search.spent(),
    })
    t.exchanges.holdAll(found, [run.errorInstance])
    throw found
  }
  if (run.failed && run.errorInstance) throw run.errorInstance
  if (search.stopped) throw search.stopped
  if (run.interrupted) t.note(`stopped by the time limit after ${run.numRuns} of ${numRuns} cases`)
}

/** One search: it ends where nothing can be carried out any more, and where shrinking has had its share. */
class Search {
  stopped: Inconclusive | NotTested | undefined
  readonly #t: CheckContext
  readonly #cases: number
  readonly #start: number
  #done = 0
  #failed: { readonly requests: number; readonly at: number } | undefined

  constructor(t: CheckContext, cases: number) {
    this.#t = t
    this.#cases = cases
    this.#start = t.requests
  }

  /** Tries a case; passes it unseen once the search is over. */
  async attempt(holds: () => Promise<void>): Promise<void> {
    if (this.stopped || this.#isShrunkEnough()) return
    try {
      await this.#t.attempt(holds)
      if (!this.#failed) this.#t.generation.progress(++this.#done, this.#cases)
    } catch (error) {
      if (error instanceof Inconclusive || error instanceof NotTested) {
        this.stopped = error
        return
      }
      this.#failed ??= { requests: this.#t.requests, at: performance.now() }
      throw error
    }
  }

  /** Requests before and after the first failure. */
  spent(): Counterexample['requests'] {
    const failedAt = this.#failed?.requests ?? this.#t.requests
    return { found: failedAt - this.#start, shrinking: this.#t.requests - failedAt }
  }

  #isShrunkEnough(): boolean {
    if (!this.#failed) return false
    const { requests, at } = this.#failed
    return this.#t.requests - requests >= mostShrinking || performance.now() - at >= longest
  }
}
