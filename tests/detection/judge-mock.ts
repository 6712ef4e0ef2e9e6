import { type Check, checksFor } from '../../helpers/checks/check.ts'
import type { CheckOptions, CheckResult } from '../../helpers/checks/run-check.ts'
import { loadContract } from '../../helpers/contract/contract.ts'
import type { Level } from '../../helpers/contract/types.ts'
import { defaultOptions } from '../../helpers/run/default-options.ts'
import { endpointSettings } from '../../helpers/run/endpoint-settings.ts'
import { runChecks } from '../../helpers/run/run-checks.ts'
import { Target } from '../../helpers/target/target.ts'
import { startMock } from '../../mock/server.ts'
import { behaviours } from '../../suites/behaviours.ts'

/** What the full list of checks says of a reference server with faults or variants. */
export interface Judgement {
  readonly results: readonly CheckResult[]
  /** Ids of checks by verdict, sorted. */
  readonly failed: readonly string[]
  readonly warned: readonly string[]
  readonly other: readonly string[]
  readonly requests: number
  readonly leftovers: readonly string[]
  /** The store before and after the run, times aside. */
  readonly seed: unknown
  readonly store: unknown
}

const limits = { deadline: 10_000, bodyBytes: 8 * 1024 * 1024, connections: defaultOptions.concurrency }

/** Runs every check of an endpoint in this process against a reference server that lies or differs. */
export async function judgeMock(
  endpoint: string,
  {
    faults = [],
    variants = [],
    gate = 'MUST',
    concurrency = defaultOptions.concurrency,
    generation = { seed: 1, cases: defaultOptions.cases },
    only = () => true,
    order = (checks) => checks,
  }: {
    faults?: readonly string[]
    variants?: readonly string[]
    gate?: Level
    /** Checks that run at once. */
    concurrency?: number
    generation?: CheckOptions['generation']
    only?: (check: Check) => boolean
    order?: (checks: readonly Check[]) => readonly Check[]
  },
): Promise<Judgement> {
  const mock = await startMock({ faults, variants })
  try {
    const contract = loadContract(endpoint)
    const settings = endpointSettings(contract, mock.environment, 'mock', [])
    const seed = mock.snapshot()
    const checks = order(checksFor(contract, behaviours).filter(only))
    const target = new Target(contract, settings, { limits })
    const run = await runChecks(target, checks, { gate, generation }, { concurrency })
    const ids = (...verdicts: readonly CheckResult['verdict'][]) =>
      run.results
        .filter(({ verdict }) => verdicts.includes(verdict))
        .map(({ id }) => id)
        .sort()
    return {
      ...run,
      failed: ids('fail'),
      warned: ids('warn'),
      other: ids('inconclusive', 'not-tested'),
      seed,
      store: mock.snapshot(),
    }
  } finally {
    await mock.close()
  }
}
