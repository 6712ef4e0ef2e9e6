import { afterAll, beforeAll, describe } from 'vitest'
import { describeChecks } from '../run/describe-checks.ts'
import { select } from '../run/selection.ts'
import { checks } from './checks.ts'
import { type ConformanceSession, type ConformanceTarget, openSession } from './open-session.ts'
import { assertKnown, type Settings } from './options.ts'

/** A target whose settings may be known only once a server has been started. */
export interface DescribedTarget extends Omit<ConformanceTarget, 'settings'> {
  /** A function is called after each `beforeAll` that stands above. */
  readonly settings: Settings | (() => Settings | Promise<Settings>)
}

/**
 * Binds the checks of an endpoint to Vitest: one `describe` for it and for each behaviour, one `test` per check. A
 * violation at or above the gate and what is inconclusive fail the test; a violation below the gate is an annotation of
 * it; what is not tested is skipped, with the reason.
 * Throws UsageError for an unknown endpoint; wrong settings fail the `describe` with one.
 */
export function describeConformance({ settings, ...target }: DescribedTarget): void {
  const { endpoint, only = [], skip = [] } = target
  assertKnown(endpoint)
  const ofEndpoint = checks.filter((check) => check.endpoint === endpoint)

  describe.concurrent(endpoint, () => {
    let session: ConformanceSession | undefined
    beforeAll(async () => {
      const known = typeof settings === 'function' ? await settings() : settings
      session = await openSession({ ...target, settings: known })
    }, 0)
    afterAll(async () => {
      const end = await session?.close()
      for (const sentence of end?.leftovers ?? []) console.warn(`left on ${endpoint}: ${sentence}`)
      // A pass may rest on what a target that was lost answers to everybody.
      if (end?.lost) throw new Error(`inconclusive: ${end.lost.reason}`)
    }, 0)
    describeChecks(select({ only, skip }, ofEndpoint), async (check) => {
      if (!session) throw new Error('the session was not opened')
      return session.run(check)
    })
  })
}
