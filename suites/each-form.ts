import type { CheckContext } from '../helpers/checks/context.ts'
import { Inconclusive, Violation } from '../helpers/verdict/signals.ts'

/** Forms that are told at most where many of them break a duty. */
const told = 5

/**
 * One duty tried in many forms: every one of them is tried, and those that break it are told together. What could not
 * be tried counts where nothing else is wrong.
 */
export async function eachForm<Form>(
  t: CheckContext,
  forms: readonly (readonly [what: string, form: Form])[],
  attempt: (form: Form) => Promise<void>,
): Promise<void> {
  const broken: { readonly what: string; readonly violation: Violation }[] = []
  let untried: Inconclusive | undefined
  for (const [what, form] of forms) {
    try {
      await t.attempt(() => attempt(form))
    } catch (error) {
      if (error instanceof Violation) broken.push({ what, violation: error })
      else if (error instanceof Inconclusive) untried ??= new Inconclusive(`${what}: ${error.message}`)
      else throw error
    }
  }
  const [first] = broken
  if (first) {
    const { expected, answer, cause, difference } = first.violation
    const seen = broken.slice(0, told).map(({ what, violation }) => `${what}: ${violation.seen}`)
    const more = broken.length > told ? [`and ${broken.length - told} more forms`] : []
    const others = broken.length > 1 ? ` and ${broken.length - 1} more` : ''
    const all = new Violation(
      expected,
      [...seen, ...more].join('; '),
      answer,
      cause,
      difference,
      `on ${first.what}${others}`,
    )
    t.exchanges.holdAll(
      all,
      broken.map(({ violation }) => violation),
    )
    throw all
  }
  if (untried) throw untried
}
