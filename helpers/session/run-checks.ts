import type { Check } from '../checks/check.ts'
import type { CheckOptions, CheckResult } from '../checks/run-check.ts'
import type { Target } from '../target/target.ts'
import { OverBudget } from './budget.ts'
import type { Followed } from './progress.ts'
import { isCutOff, Session } from './session.ts'
import type { SessionEnd } from './session-end.ts'
import type { SessionOptions } from './session-options.ts'

/** What came of checks, and which of them the budget did not reach. */
interface ChecksRun {
  readonly results: readonly CheckResult[]
  readonly beyond: readonly Check[]
}

/**
 * Runs checks on a target side by side and puts everything right again, whatever happens. Checks that had not begun when
 * the session was cut off have no result, nor have those that the budget did not reach.
 */
export async function runChecks(
  target: Target,
  checks: readonly Check[],
  options: CheckOptions,
  session: SessionOptions,
  progress?: Followed,
): Promise<SessionEnd & ChecksRun> {
  const beyond: Check[] = []
  const open = await Session.open(target, checks, session)
  const runOne = async (check: Check): Promise<CheckResult[]> => {
    try {
      const result = await open.run(check, options, (done, of) => progress?.cases(check.id, done, of))
      progress?.checkDone(result.verdict === 'fail')
      return [result]
    } catch (error) {
      if (isCutOff(error)) return []
      if (error instanceof OverBudget) {
        beyond.push(check)
        return []
      }
      throw error
    }
  }
  try {
    const results = await Promise.all(checks.map(runOne))
    return { results: results.flat(), beyond, ...(await open.close()) }
  } catch (error) {
    await open.close()
    throw error
  }
}
