import { afterAll, beforeAll, describe, inject } from 'vitest'
import { type Behaviour, checksFor } from '../checks/check.ts'
import { loadContract } from '../contract/contract.ts'
import { Target } from '../target/target.ts'
import { describeChecks } from './describe-checks.ts'
import { whenInterrupted } from './interruption.ts'
import type { Plan } from './plan.ts'
import { ProgressTeller } from './progress.ts'
import { select } from './selection.ts'
import { Session, type SessionEnd } from './session.ts'

declare module 'vitest' {
  interface ProvidedContext {
    plan: Plan
  }
  interface TaskMeta {
    /** What the session of an endpoint left to tell. */
    end?: SessionEnd
  }
}

/** Binds the checks of an endpoint to Vitest: a `describe` for it and each behaviour, a `test` per check, all side by side. */
export function bindEndpoint(name: string, behaviours: readonly Behaviour[]): void {
  const plan = inject('plan')
  const settings = plan.endpoints.find(({ endpoint }) => endpoint === name)
  if (!settings) return
  const contract = loadContract(name)
  const target = new Target(contract, settings, plan)
  let session: Session | undefined
  let interrupted = false
  let progress: ProgressTeller

  const stopListening = whenInterrupted(() => {
    interrupted = true
    session?.stop()
  })
  const selected = select(plan.selection, checksFor(contract, behaviours))

  describe.concurrent(name, () => {
    beforeAll(async () => {
      progress = new ProgressTeller(name, selected.length, () => target.requests)
      session = await Session.open(target, selected, plan)
      if (interrupted) session.stop()
    })
    // biome-ignore lint/correctness/noEmptyPattern: Vitest wants its first argument taken apart, also by who needs none of it.
    afterAll(async ({}, suite) => {
      if (session) suite.meta.end = await session.close()
      progress.close()
      stopListening()
    })
    describeChecks(selected, async (check) => {
      if (!session) throw new Error('the session was not opened')
      const result = await session.run(check, plan.options, (done, of) => progress.cases(check.id, done, of))
      progress.checkDone()
      return result
    })
  })
}
