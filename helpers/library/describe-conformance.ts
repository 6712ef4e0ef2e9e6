import { select } from '../session/selection.ts'
import { assertOptions } from '../settings/assert-options.ts'
import { judgingOptions } from '../settings/option-schemas.ts'
import { listedChecks } from './checks.ts'
import { describeChecks } from './describe-checks.ts'
import { DescribedRun } from './described-run.ts'
import type { ConformanceTarget } from './open-session.ts'
import { contractFor, type Settings } from './options.ts'
import { runningVitest } from './vitest.ts'

/** A target whose settings may be known only once a server has been started. */
export interface DescribedTarget extends Omit<ConformanceTarget, 'settings'> {
  /** A function is called after each `beforeAll` that stands above; `embedded` is the reference server of this package. */
  readonly settings: Settings | 'embedded' | (() => Settings | Promise<Settings>)
  /** A folder for the run record and its reports, as the command writes them; without, nothing is written. */
  readonly reports?: string
}

/**
 * Binds the checks of an endpoint to Vitest: one `describe` for it and for each behaviour, one `test` per check. A
 * violation at or above the gate and what is inconclusive fail the test; a violation below the gate is an annotation of
 * it; what is not tested is skipped, with the reason. Timers are real while checks run, also where they were replaced.
 * Throws UsageError for an unknown endpoint, and without Vitest 4; wrong settings fail the `describe` with one.
 */
export function describeConformance(target: DescribedTarget): void {
  assertDescribed(target)
  const { endpoint, contracts, only = [], skip = [] } = target
  const contract = contractFor(endpoint, contracts)
  const { afterAll, beforeAll, beforeEach, describe, vi } = runningVitest()
  const ofEndpoint = listedChecks(contract)

  describe.concurrent(endpoint, () => {
    let run: DescribedRun | undefined
    let replaced = false
    beforeAll(async () => {
      // A server answers in real time, and its client waits in it.
      replaced = vi.isFakeTimers()
      vi.useRealTimers()
      run = await DescribedRun.open(target)
    }, 0)
    beforeEach(() => {
      vi.useRealTimers()
    })
    afterAll(async () => {
      vi.useRealTimers()
      const end = await run?.close()
      if (replaced) vi.useFakeTimers()
      for (const sentence of end?.leftovers ?? []) console.warn(`left on ${endpoint}: ${sentence}`)
      // A pass may rest on what a target that was lost answers to everybody.
      if (end?.lost) throw new Error(`inconclusive: ${end.lost.reason}`)
    }, 0)
    describeChecks(select({ only, skip }, ofEndpoint), async (check, wanted) => {
      if (!run) throw new Error('the session was not opened')
      return run.run(check, wanted)
    })
  })
}

/** Settings that are not known yet are validated once they are. */
function assertDescribed(target: DescribedTarget): void {
  const call = {
    name: 'describeConformance',
    options: [...judgingOptions, 'settings', 'endpoint', 'reports'],
    required: ['endpoint', 'settings'],
  } as const
  const later = typeof target?.settings === 'function' || target?.settings === 'embedded'
  assertOptions(call, later ? { ...target, settings: {} } : target)
}
