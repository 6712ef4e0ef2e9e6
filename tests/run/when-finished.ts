import { AsyncLocalStorage } from 'node:async_hooks'
import { onTestFinished, type TestContext } from 'vitest'

type Finish = () => unknown

const sideBySide = new AsyncLocalStorage<TestContext['onTestFinished']>()

/** Does something once the test ends, be it one of those that run side by side. */
export function whenFinished(finish: Finish): void {
  const register = sideBySide.getStore() ?? onTestFinished
  register(async () => void (await finish()))
}

/** The body of a test that runs side by side with others: there Vitest has the hook in the context alone. */
export function besideOthers<Value>(
  hook: TestContext['onTestFinished'],
  body: () => Promise<Value>,
): Promise<Value> {
  return sideBySide.run(hook, body)
}
