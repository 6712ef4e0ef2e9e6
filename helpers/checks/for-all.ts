import fc from 'fast-check'
import { Inconclusive, NotTested, Violation } from '../verdict/signals.ts'
import type { CheckContext } from './context.ts'

/** Milliseconds after which a search for a smaller counterexample ends. */
const longestSearch = 10_000

/** How often a failing property is tried again, at most, to find a smaller counterexample. */
const mostShrinks = 60

/** A violation that a generated payload showed, with the smallest payload found and how to draw it again. */
export class GeneratedViolation extends Violation {
  readonly counterexample: { readonly seed: number; readonly path: string; readonly payload: string }

  constructor(violation: Violation, counterexample: GeneratedViolation['counterexample']) {
    super(violation.expected, violation.seen, violation.answer, violation.cause)
    this.counterexample = counterexample
  }
}

/**
 * Holds a property for as many drawn values as the run asks for. Throws GeneratedViolation for the smallest value found
 * that breaks it. What cannot be carried out ends the search, and is thrown as it is.
 */
export async function forAll<Value>(
  t: CheckContext,
  values: fc.Arbitrary<Value>,
  holds: (value: Value) => Promise<void>,
): Promise<void> {
  const { seed, cases } = t.generation
  let stopped: Error | undefined
  let afterFailure = -1
  const property = fc.asyncProperty(values, async (value) => {
    if (stopped || afterFailure >= mostShrinks) return
    try {
      if (afterFailure >= 0) afterFailure++
      await holds(value)
    } catch (error) {
      if (error instanceof Violation) {
        if (afterFailure < 0) afterFailure = 0
        throw error
      }
      if (!(error instanceof Inconclusive || error instanceof NotTested)) throw error
      stopped = error
    }
  })
  const run = await fc.check(property, {
    seed,
    numRuns: cases,
    interruptAfterTimeLimit: longestSearch * Math.ceil(cases / 100),
  })
  if (run.failed && run.errorInstance instanceof Violation) {
    const payload = fc.stringify(run.counterexample?.[0])
    throw new GeneratedViolation(run.errorInstance, {
      seed: run.seed,
      path: run.counterexamplePath ?? '',
      payload,
    })
  }
  if (run.failed && run.errorInstance) throw run.errorInstance
  if (stopped) throw stopped
  if (run.interrupted) t.note(`stopped by the time limit after ${run.numRuns} of ${cases} cases`)
}
