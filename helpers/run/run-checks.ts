import type { Check } from '../checks/check.ts'
import type { CheckOptions, CheckResult } from '../checks/run-check.ts'
import type { Target } from '../target/target.ts'
import { Session, type SessionEnd, type SessionOptions } from './session.ts'

/** Runs checks on a target in this thread, side by side, and puts everything right again, whatever happens. */
export async function runChecks(
  target: Target,
  checks: readonly Check[],
  options: CheckOptions,
  session: SessionOptions,
): Promise<SessionEnd & { readonly results: readonly CheckResult[] }> {
  const open = await Session.open(target, checks, session)
  try {
    const results = await Promise.all(checks.map((check) => open.run(check, options)))
    return { results, ...(await open.close()) }
  } catch (error) {
    await open.close()
    throw error
  }
}
