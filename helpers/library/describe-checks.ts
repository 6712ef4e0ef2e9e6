import type { TestContext } from 'vitest'
import type { CheckResult } from '../checks/run-check.ts'
import { groupBy } from '../group-by.ts'
import { printable } from '../printable.ts'
import { storyOf } from '../report/story.ts'
import { isCutOff } from '../session/session.ts'
import type { ListedCheck } from './checks.ts'
import { runningVitest } from './vitest.ts'

/** Runs a check; is also told the ids of all that Vitest is to run of those described, as `-t` may leave some out. */
type Run = (check: ListedCheck, wanted: () => ReadonlySet<string>) => Promise<CheckResult>

/** Binds checks to Vitest: a `describe` for each behaviour, a `test` per check, all side by side. */
export function describeChecks(checks: readonly ListedCheck[], run: Run): void {
  const { describe, test } = runningVitest()
  for (const [behaviour, ofIt] of groupBy(checks, (check) => check.behaviour)) {
    describe.concurrent(behaviour, () => ofIt.forEach(bindCheck))
  }

  function bindCheck(check: ListedCheck): void {
    // Each request has its own deadline; a check that waits for a group must not be cut off by the runner.
    test.concurrent(nameOf(check), { timeout: 0 }, async ({ task, skip, annotate }) => {
      const result = await run(check, () => wantedBeside(task, checks)).catch(unlessCutOff)
      if (!result) return skip('the run was cut off')
      if (result.verdict === 'warn') await annotate(sentenceOf(result), 'warning')
      if (result.verdict === 'not-tested') skip(result.reason)
      if (result.verdict === 'fail' || result.verdict === 'inconclusive') throw errorOf(result)
    })
  }
}

function nameOf({ title, id }: ListedCheck): string {
  return `${title} [${id}]`
}

/** The ids of the checks that Vitest runs in the same `describe` of an endpoint, this one among them. */
function wantedBeside({ suite }: TestContext['task'], checks: readonly ListedCheck[]): ReadonlySet<string> {
  const tests = (suite?.suite?.tasks ?? []).flatMap((each) => (each.type === 'suite' ? each.tasks : []))
  const names = new Set(
    tests.filter(({ mode }) => mode === 'run' || mode === 'queued').map(({ name }) => name),
  )
  return new Set(checks.filter((check) => names.has(nameOf(check))).map(({ id }) => id))
}

function unlessCutOff(error: unknown): undefined {
  if (!isCutOff(error)) throw error
}

/** The verdict and its reason, and how to send the telling request again. */
function sentenceOf(result: CheckResult): string {
  const lines = storyOf(result).telling.map(({ exchange }) => exchange.curl)
  return printable([`${result.verdict}: ${result.reason}`, ...lines].join('\n'))
}

/**
 * What Vitest shows, with the difference of what was expected and what was seen. The stack would tell where a check was
 * run, which nobody asks, and Vitest would take 20 ms to look up its sources.
 */
function errorOf(result: CheckResult): Error {
  const error = new Error(sentenceOf(result))
  error.stack = `${error.name}: ${error.message}`
  const { expected, seen } = result
  if (expected === undefined || seen === undefined) return error
  return Object.assign(error, { expected: printable(expected), actual: printable(seen) })
}
