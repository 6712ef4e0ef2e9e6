import type { Reporter, TestModule } from 'vitest/node'
import { startVitest } from 'vitest/node'
import type { CheckResult } from '../checks/run-check.ts'
import { packageRoot } from '../package-root.ts'
import type { Plan } from './plan.ts'
import type { SessionEnd } from './session.ts'

/** What the suite of one endpoint came to. */
export interface SuiteOutcome {
  readonly results: readonly CheckResult[]
  readonly end: SessionEnd
}

/** Runs the compiled suites of the plan's endpoints under Vitest, one thread each, and gathers what they came to. */
export async function runSuites(plan: Plan): Promise<Map<string, SuiteOutcome>> {
  const outcomes = new Map<string, SuiteOutcome>()
  const problems: unknown[] = []
  const collector: Reporter = {
    onTestModuleEnd(module) {
      problems.push(...module.errors())
      outcomes.set(endpointOf(module), outcomeOf(module, problems))
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
  // Vitest sets the exit code of a failed run; this command has its own.
  process.exitCode = 0
  if (problems.length > 0) throw new AggregateError(problems, 'the suites could not be run')
  return outcomes
}

function endpointOf(module: TestModule): string {
  return module.moduleId.replace(/^.*\//, '').replace(/\.conformance\.js$/, '')
}

/** Every error of a test that ended without a result is a mistake of the suite itself. */
function outcomeOf(module: TestModule, problems: unknown[]): SuiteOutcome {
  const results: CheckResult[] = []
  for (const test of module.children.allTests()) {
    const { result } = test.meta()
    if (result) results.push(result)
    else problems.push(...(test.result().errors ?? []))
  }
  return { results, end: module.meta().end ?? { requests: 0, leftovers: [] } }
}
