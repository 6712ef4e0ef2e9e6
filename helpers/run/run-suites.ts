import type { Reporter, TestModule } from 'vitest/node'
import { startVitest } from 'vitest/node'
import type { CheckResult } from '../checks/run-check.ts'
import { packageRoot } from '../package-root.ts'
import { onInterruption } from './interruption.ts'
import type { Plan } from './plan.ts'
import type { SessionEnd } from './session.ts'

/** What the suite of one endpoint came to. */
export interface SuiteOutcome {
  readonly results: readonly CheckResult[]
  readonly end: SessionEnd
}

/**
 * Runs the compiled suites of the plan's endpoints under Vitest, one thread each, and gathers what they came to.
 * Where it is interrupted, checks that have not begun are left, and everything is put right as after a whole run.
 */
export async function runSuites(plan: Plan): Promise<Map<string, SuiteOutcome>> {
  const outcomes = new Map<string, SuiteOutcome>()
  const problems: unknown[] = []
  let interrupted = false
  let stopListening = () => {}
  let cancel: () => unknown = () => {}
  const collector: Reporter = {
    onInit(vitest) {
      cancel = () => vitest.cancelCurrentRun('keyboard-input').catch((error) => problems.push(error))
      stopListening = onInterruption(() => {
        interrupted = true
        cancel()
      })
    },
    onTestModuleQueued() {
      // Vitest forgets what was cancelled before its run had begun.
      if (interrupted) cancel()
    },
    onTestModuleEnd(module) {
      problems.push(...module.errors())
      outcomes.set(endpointOf(module), outcomeOf(module))
      if (!interrupted) problems.push(...mistakesIn(module))
    },
    onTestRunEnd(_modules, errors) {
      problems.push(...errors)
    },
  }
  const vitest = await startVitest(
    'test',
    plan.endpoints.map(({ endpoint }) => `dist/suites/${endpoint}.conformance.js`),
    {
      root: packageRoot,
      config: false,
      watch: false,
      include: ['dist/suites/*.conformance.js'],
      exclude: [],
      pool: 'threads',
      isolate: false,
      fileParallelism: true,
      // A run waits for answers more than it computes: a thread for each endpoint, however few cores there are.
      maxWorkers: plan.endpoints.length,
      maxConcurrency: plan.concurrency,
      // Each request has its own deadline; a check that waits for a group must not be cut off by the runner.
      testTimeout: 0,
      hookTimeout: 0,
      reporters: [collector],
      provide: { plan },
    },
    // The suites are compiled: Node loads them as they are, and only Vitest itself goes through the transformer.
    { server: { watch: null }, ssr: { external: true } },
  )
  await vitest.close()
  stopListening()
  // Vitest sets the exit code of a failed run; this command has its own.
  process.exitCode = 0
  if (problems.length > 0) throw new AggregateError(problems, 'the suites could not be run')
  return outcomes
}

function endpointOf(module: TestModule): string {
  return module.moduleId.replace(/^.*\//, '').replace(/\.conformance\.js$/, '')
}

function outcomeOf(module: TestModule): SuiteOutcome {
  const results = [...module.children.allTests()].flatMap((test) => test.meta().result ?? [])
  return { results, end: module.meta().end ?? { requests: 0, leftovers: [] } }
}

/** Every error of a test that ended without a result is a mistake of the suite itself. */
function mistakesIn(module: TestModule): unknown[] {
  return [...module.children.allTests()].flatMap((test) =>
    test.meta().result ? [] : (test.result().errors ?? []),
  )
}
