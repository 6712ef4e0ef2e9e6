import pLimit from 'p-limit'
import type { Check } from '../checks/check.ts'
import type { CheckOptions, CheckResult } from '../checks/run-check.ts'
import type { Target } from '../target/target.ts'
import { Session, type SessionEnd } from './session.ts'

/** Runs checks on a target in this thread, side by side, and puts everything right again. */
export async function runChecks(
  target: Target,
  checks: readonly Check[],
  options: CheckOptions,
  concurrency: number,
): Promise<SessionEnd & { readonly results: readonly CheckResult[] }> {
  const session = await Session.open(target, checks, { concurrency })
  const limit = pLimit(concurrency)
  const results = await Promise.all(checks.map((check) => limit(() => session.run(check, options))))
  return { results, ...(await session.close()) }
}
