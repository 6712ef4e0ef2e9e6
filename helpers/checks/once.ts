import type { LoggedBreach } from '../fixtures/exchange-log.ts'
import type { Fixtures } from '../fixtures/fixtures.ts'
import type { CheckContext } from './context.ts'

interface Done<Value> {
  readonly outcome: PromiseSettledResult<Value>
  /** What was wrong in its exchanges. */
  readonly breaches: readonly LoggedBreach[]
}

/**
 * Work that several checks judge in different ways is done once in a run: by whichever of them comes first, with its
 * groups. What cannot be carried out is so for all of them, and its exchanges are those of each.
 */
export function onceARun<Value>(
  work: (t: CheckContext) => Promise<Value>,
): (t: CheckContext) => Promise<Value> {
  const known = new WeakMap<Fixtures, Promise<Done<Value>>>()
  return async (t) => {
    const doing = known.get(t.fixtures) ?? carryOut(work, t)
    known.set(t.fixtures, doing)
    const { outcome, breaches } = await doing
    for (const { checks } of breaches) checks.add(t.check)
    if (outcome.status === 'rejected') throw outcome.reason
    return outcome.value
  }
}

async function carryOut<Value>(
  work: (t: CheckContext) => Promise<Value>,
  t: CheckContext,
): Promise<Done<Value>> {
  const { breaches } = t.fixtures.log
  const before = breaches.length
  // What shows a violation is told by each of the checks.
  const [outcome] = await Promise.allSettled([t.attempt(() => work(t))])
  return { outcome, breaches: breaches.slice(before).filter(({ checks }) => checks.has(t.check)) }
}
