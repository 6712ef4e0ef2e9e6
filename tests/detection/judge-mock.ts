import { type Check, checksFor } from '../../helpers/checks/check.ts'
import type { CheckOptions, CheckResult } from '../../helpers/checks/run-check.ts'
import { loadContract } from '../../helpers/contract/contract.ts'
import type { Level } from '../../helpers/contract/types.ts'
import { diagnose } from '../../helpers/diagnosis/diagnose.ts'
import type { Trust } from '../../helpers/diagnosis/unconfirmed.ts'
import { freshFirst } from '../../helpers/session/order.ts'
import { runChecks } from '../../helpers/session/run-checks.ts'
import { defaultOptions } from '../../helpers/settings/default-options.ts'
import { endpointSettings } from '../../helpers/settings/read-endpoint-settings.ts'
import { faultIdsOf } from '../../mock/catalogue.ts'
import { startMock } from '../../mock/server.ts'
import { behaviours } from '../../suites/behaviours.ts'
import { unreadIn, untrueAudits, WatchedTarget } from './watched-target.ts'

/** What the full list of checks says of a reference server with faults or variants. */
export interface Judgement {
  readonly results: readonly CheckResult[]
  /** Ids of checks by verdict, sorted. */
  readonly failed: readonly string[]
  readonly warned: readonly string[]
  readonly other: readonly string[]
  /** Ids of the failing checks that no other explains. */
  readonly roots: readonly string[]
  /** What was answered otherwise than the kind of its request asks for, and no failing check accounts for. */
  readonly unread: readonly string[]
  /** Checks of all exchanges that pass, though an answer breaks what they judge. */
  readonly untrue: readonly string[]
  readonly requests: number
  readonly leftovers: readonly string[]
  readonly lost?: Trust
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
    settle = 60,
    failedLogins = 1_000,
    generation = { seed: 1, cases: defaultOptions.cases },
    only = () => true,
    order = freshFirst,
  }: {
    faults?: readonly string[]
    variants?: readonly string[]
    gate?: Level
    /** Checks that run at once. */
    concurrency?: number
    /** Milliseconds that reads are given to agree; the reference server's do at once. */
    settle?: number
    /** Logins that may fail in a row; the reference server locks no account. */
    failedLogins?: number
    generation?: CheckOptions['generation']
    only?: (check: Check) => boolean
    order?: (checks: readonly Check[]) => readonly Check[]
  },
): Promise<Judgement> {
  const mock = await startMock({ faults: faultIdsOf(faults), variants })
  try {
    const contract = loadContract(endpoint)
    const settings = endpointSettings(contract, mock.environment, 'mock', [])
    const seed = mock.snapshot()
    const checks = order(checksFor(contract, behaviours).filter(only))
    const target = new WatchedTarget(contract, settings, { limits, failedLogins })
    const session = await runChecks(target, checks, { gate, generation }, { concurrency, settle })
    const run = { ...session, results: diagnose(session.results, checks, session.lost) }
    const violations = run.results.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')
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
      roots: violations
        .filter(({ because }) => !because)
        .map(({ id }) => id)
        .sort(),
      unread: unreadIn(target.seen, violations),
      untrue: untrueAudits(target.seen, run.results),
      seed,
      store: mock.snapshot(),
    }
  } finally {
    await mock.close()
  }
}
