import { describe, test } from 'vitest'
import type { CheckResult } from '../checks/run-check.ts'
import { groupBy } from '../report/checks-of.ts'
import { printable } from '../report/explain.ts'

declare module 'vitest' {
  interface TaskMeta {
    /** What the check came to. */
    result?: CheckResult
  }
}

type Titled = Pick<CheckResult, 'id' | 'title' | 'behaviour'>

/** Binds checks to Vitest: a `describe` for each behaviour, a `test` per check, all side by side. */
export function describeChecks<Each extends Titled>(
  checks: readonly Each[],
  run: (check: Each) => Promise<CheckResult>,
): void {
  for (const [behaviour, ofIt] of groupBy(checks, (check) => check.behaviour)) {
    describe.concurrent(behaviour, () => ofIt.forEach(bindCheck))
  }

  function bindCheck(check: Each): void {
    // Each request has its own deadline; a check that waits for a group must not be cut off by the runner.
    test.concurrent(`${check.title} [${check.id}]`, { timeout: 0 }, async ({ task, skip, annotate }) => {
      const result = await run(check).catch(unlessCutOff)
      if (!result) return skip('the run was cut off')
      task.meta.result = result
      if (result.verdict === 'warn') await annotate(sentenceOf(result), 'warning')
      if (result.verdict === 'not-tested') skip(result.reason)
      if (result.verdict === 'fail' || result.verdict === 'inconclusive')
        throw withoutStack(new Error(sentenceOf(result)))
    })
  }
}

/** A check that had not begun when its session was stopped has no result. */
function unlessCutOff(error: unknown): undefined {
  if (!(error instanceof Error) || error.name !== 'AbortError') throw error
}

/** The verdict and its reason, and how to send the telling request again. */
function sentenceOf({ verdict, reason, exchanges }: CheckResult): string {
  const curl = exchanges?.at(-1)?.curl
  return printable(`${verdict}: ${reason}${curl === undefined ? '' : `\n${curl}`}`)
}

/** The stack tells where a check was run, which nobody asks; Vitest would take 20 ms to look up its sources. */
function withoutStack(error: Error): Error {
  error.stack = `${error.name}: ${error.message}`
  return error
}
