import type { Check } from '../checks/check.ts'
import type { CheckResult } from '../checks/run-check.ts'
import { Target } from '../target/target.ts'
import { Ending } from './ending.ts'
import type { MadePlan, PlannedEndpoint } from './make-plan.ts'
import { freshFirst, mostTellingFirst } from './order.ts'
import type { Progress } from './progress.ts'
import { runChecks } from './run-checks.ts'
import type { SessionEnd } from './session-end.ts'

/** What came of the checks of one endpoint. */
export interface EndpointResults extends PlannedEndpoint, SessionEnd {
  readonly results: readonly CheckResult[]
}

/** What a run has around it that others have not. */
export interface Surroundings {
  /** Whether signals to this process cut it off. */
  readonly onSignals?: boolean
  /** Who is told how far it is. */
  readonly progress?: Progress
  /** Whether a check is known to fail: such a one does not count for `--bail`. */
  readonly isKnown?: (endpoint: string, check: string) => boolean
}

/** Carries a plan out: every endpoint side by side, as a run waits for answers more than it computes. */
export async function judge(
  { plan, endpoints }: MadePlan,
  { onSignals = false, progress, isKnown = () => false }: Surroundings = {},
): Promise<EndpointResults[]> {
  const ending = new Ending().at(plan.endsAt)
  if (onSignals) ending.onSignals()
  const session = { ...plan, signal: ending.signal }
  let failed = 0
  const judgeOne = async (planned: PlannedEndpoint): Promise<EndpointResults> => {
    const { contract, settings, selected } = planned
    const target = new Target(contract, settings, plan)
    const followed = progress?.follow(contract.name, selected.length, () => target.client.requests)
    const judged = ({ id, verdict }: CheckResult): void => {
      if (verdict === 'fail' && !isKnown(contract.name, id) && ++failed === plan.bail)
        ending.now('enough checks have failed (--bail)')
    }
    const isShort = plan.budget !== undefined || plan.bail !== undefined
    const ordered = isShort ? mostTellingFirst(contract, selected) : freshFirst(selected)
    const watched = { ...session, judged }
    const { results, beyond, ...end } = await runChecks(target, ordered, plan.options, watched, followed)
    return { ...without(planned, beyond), ...end, results: inOrderOf(selected, results) }
  }
  try {
    // A mistake on one endpoint does not leave the other as it is: its session is closed before the mistake is told.
    const judged = await Promise.allSettled(endpoints.map(judgeOne))
    const mistakes = judged.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
    if (mistakes.length > 0) throw new AggregateError(mistakes, 'the checks could not be run')
    return judged.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
  } finally {
    ending.close()
  }
}

/** Where a target takes more requests than planned, the budget leaves out more. */
function without(planned: PlannedEndpoint, notReached: readonly Check[]): PlannedEndpoint {
  if (notReached.length === 0) return planned
  const { selected, beyond = [] } = planned
  return {
    ...planned,
    selected: selected.filter((check) => !notReached.includes(check)),
    beyond: [...beyond, ...notReached],
  }
}

/** Reports tell the checks as they stand in the catalogue, in whichever order they were run. */
function inOrderOf(checks: readonly Check[], results: readonly CheckResult[]): CheckResult[] {
  const byId = new Map(results.map((result) => [result.id, result]))
  return checks.flatMap(({ id }) => byId.get(id) ?? [])
}
