import type { CheckResult } from '../checks/run-check.ts'
import { Ending } from '../session/ending.ts'
import type { PlannedEndpoint } from '../session/make-plan.ts'
import type { Plan } from '../session/plan.ts'
import { withPrintedHeaders } from '../session/printed-headers.ts'
import { Session } from '../session/session.ts'
import type { SessionEnd } from '../session/session-end.ts'
import { assertOptions } from '../settings/assert-options.ts'
import { knownContracts } from '../settings/contracts.ts'
import { judgingOptions } from '../settings/option-schemas.ts'
import { assertVariablesKnown } from '../settings/variables.ts'
import type { EndpointSettings } from '../target/endpoint-settings.ts'
import { Target } from '../target/target.ts'
import { UsageError } from '../usage-error.ts'
import type { ListedCheck } from './checks.ts'
import { type ConformanceOptions, planFor, type Settings } from './options.ts'

/** An endpoint at an address, and how it is to be checked. */
export interface ConformanceTarget extends ConformanceOptions {
  /** `autodialer`, `sqs`, or the name of a contract from outside. */
  readonly endpoint: string
  /** Its address, its accounts, and the groups that were given up for it. */
  readonly settings: Settings
}

/** A run on one endpoint, in the hands of a runner of your own. */
export interface ConformanceSession {
  /**
   * Runs one check; several may be asked for at once, in any order, and `concurrency` of them run. What is wrong with
   * the server is in the result. Rejects only with UsageError, for a check that the session was not opened for, with an
   * `AbortError` where the session was closed before the check began, and for a mistake of the check itself.
   */
  run(check: ListedCheck): Promise<CheckResult>
  /**
   * Removes or restores every group that was written to; says how many requests were sent, what it could not undo
   * (`leftovers`), and whether the target no longer takes what it took at the start (`lost`: passes then prove nothing).
   */
  close(): Promise<SessionEnd>
}

/**
 * Opens a session: tries whether the server can be reached and makes the groups that its checks write to. A server
 * that cannot be used makes every check inconclusive, and is no error. Close it, or the groups stay.
 * Throws UsageError for settings or options that are wrong; the message names the one.
 */
export async function openSession(target: ConformanceTarget): Promise<ConformanceSession> {
  assertOptions(call, target)
  return (await openPlanned(target, 'live')).session
}

const call = {
  name: 'openSession',
  options: [...judgingOptions, 'settings', 'endpoint'],
  required: ['endpoint', 'settings'],
} as const

/** A session, and the plan that it carries out. */
export interface OpenedSession {
  readonly session: ConformanceSession
  readonly plan: Plan
  readonly planned: PlannedEndpoint
}

/** Opens a session on a target of that kind; what is owed to it is kept in the folder of journals, where one is named. */
export async function openPlanned(
  { endpoint, settings, contracts: folders, ...options }: ConformanceTarget,
  kind: EndpointSettings['kind'],
  journals?: string,
): Promise<OpenedSession> {
  assertOptions({ name: `the settings of ${endpoint}`, options: ['settings'] }, { settings })
  const contracts = knownContracts(folders)
  assertVariablesKnown(Object.keys(settings), contracts)
  const made = planFor([endpoint], settings, options, contracts, kind)
  const { plan, endpoints } = await withPrintedHeaders(made)
  const [planned] = endpoints
  if (!planned) throw new Error(`the plan lost its endpoint ${endpoint}`)
  const { contract, settings: account, selected } = planned
  const target = new Target(contract, account, plan)
  const ending = new Ending().at(plan.endsAt)
  const kept = journals !== undefined && { journals }
  const open = await Session.open(target, selected, { ...plan, ...kept, signal: ending.signal })
  const session: ConformanceSession = {
    async run(check) {
      const found = check.endpoint === endpoint && selected.find(({ id }) => id === check.id)
      if (!found) throw new UsageError(`${check.endpoint} ${check.id} is no check of this session`)
      return open.run(found, plan.options)
    },
    async close() {
      const end = await open.close()
      ending.close()
      return end
    },
  }
  return { session, plan, planned }
}
