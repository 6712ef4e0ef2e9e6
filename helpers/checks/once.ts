import type { Fixtures } from '../fixtures/fixtures.ts'
import type { CheckContext } from './context.ts'

/**
 * Work that several checks judge in different ways is done once in a run: by whichever of them comes first, with its
 * groups. What cannot be carried out is so for all of them.
 */
export function onceARun<Value>(
  work: (t: CheckContext) => Promise<Value>,
): (t: CheckContext) => Promise<Value> {
  const done = new WeakMap<Fixtures, Promise<Value>>()
  return (t) => {
    const result = done.get(t.fixtures) ?? work(t)
    done.set(t.fixtures, result)
    return result
  }
}
