import type { Reporter, TestModule, TestSuite } from 'vitest/node'
import { startVitest } from 'vitest/node'
import type { CheckResult } from '../checks/run-check.ts'
import { packageRoot } from '../package-root.ts'
import { InterruptionTeller, onInterruption } from './interruption.ts'
import type { Plan } from './plan.ts'
import type { SessionEnd } from './session.ts'
import type { SuiteThread } from './suite-thread.ts'

/** What Vitest is handed. */
const suites = 'dist/suites/run.js'

/** What the suite of one endpoint came to. */
export interface SuiteOutcome {
  readonly results: readonly CheckResult[]
  readonly end: SessionEnd
}

/**
 * Runs the compiled suites of the plan's endpoints under Vitest, side by side in one thread, and gathers what they
 * came to: a run waits for answers more than it computes, and a second thread would take 40 MB.
 * Where it is interrupted, checks that have not begun are left, and everything is put right as after a whole run.
 */
export async function runSuites(plan: Plan, thread: SuiteThread): Promise<Map<string, SuiteOutcome>> {
  const outcomes = new Map<string, SuiteOutcome>()
  const problems: unknown[] = []
  let interrupted = false
  let stopListening = () => {}
  const teller = new InterruptionTeller()
  let cancel: () => unknown = () => {}
  const collector: Reporter = {
    onInit(vitest) {
      cancel = () => vitest.cancelCurrentRun('keyboard-input').catch((error) => problems.push(error))
      stopListening = onInterruption(() => {
        interrupted = true
        teller.tell()
        cancel()
      })
    },
    onTestModuleQueued() {
      // Vitest forgets what was cancelled before its run had begun.
      if (interrupted) cancel()
    },
    onTestModuleCollected() {
      // Nor was anybody there to be told.
      if (interrupted) teller.tell()
    },
    onTestModuleEnd(module) {
      problems.push(...module.errors())
      for (const suite of module.children.suites()) outcomes.set(suite.name, outcomeOf(suite))
      if (!interrupted) problems.push(...mistakesIn(module))
    },
    onTestRunEnd(_modules, errors) {
      problems.push(...errors)
    },
  }
  const vitest = await startVitest(
    'test',
    [suites],
    {
      root: packageRoot,
      config: false,
      watch: false,
      include: [suites],
      exclude: [],
      pool: thread.pool,
      isolate: false,
      // The session of each endpoint limits how many of its checks run at once: one does not wait for the other.
      maxConcurrency: Number.MAX_SAFE_INTEGER,
      // Each request has its own deadline; a check that waits for a group must not be cut off by the runner.
      testTimeout: 0,
      hookTimeout: 0,
      reporters: [collector],
      provide: { plan },
      // The suites are compiled: Node loads them as they are, not Vitest's transformer, one after the other.
      server: { deps: { external: [/\/dist\//] } },
    },
    { server: { watch: null } },
  )
  await vitest.close()
  teller.close()
  stopListening()
  // Vitest sets the exit code of a failed run; this command has its own.
  process.exitCode = 0
  if (problems.length > 0) throw new AggregateError(problems, 'the suites could not be run')
  return outcomes
}

function outcomeOf(suite: TestSuite): SuiteOutcome {
  const results = [...suite.children.allTests()].flatMap((test) => test.meta().result ?? [])
  return { results, end: suite.meta().end ?? { requests: 0, leftovers: [] } }
}

/** Every error of a test that ended without a result is a mistake of the suite itself. */
function mistakesIn(module: TestModule): unknown[] {
  return [...module.children.allTests()].flatMap((test) =>
    test.meta().result ? [] : (test.result().errors ?? []),
  )
}
