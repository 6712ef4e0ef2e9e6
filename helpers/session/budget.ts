import { type Check, judgesOthers } from '../checks/check.ts'
import type { CheckResult } from '../checks/run-check.ts'
import type { Contract } from '../contract/contract.ts'
import { cleanUpRequests } from '../fixtures/clean-up.ts'
import type { Debts } from '../fixtures/debts.ts'
import { defaultOptions } from '../settings/default-options.ts'
import { UsageError } from '../usage-error.ts'
import { costsOf, mostTellingFirst, requestsOf, requestsOfChecks } from './order.ts'

/** Thrown in place of a result where a check did not get the requests that it needs. */
export class OverBudget extends Error {}

/** Whether what a check came to may come of requests beyond the budget, its own or those that it shares. */
export function restsOnUnsent({ verdict }: CheckResult, tooMany: number, before: number): boolean {
  if (verdict === 'inconclusive') return tooMany > 0
  // A violation was seen, whatever was not sent.
  return tooMany > before && verdict === 'pass'
}

/**
 * The checks that a run of so many requests holds: the most telling ones first, each that still fits. Throws UsageError
 * where that is none but those which judge the others.
 */
export function withinBudget(budget: number, contract: Contract, checks: readonly Check[]): Check[] {
  const costs = costsOf(contract)
  const order = mostTellingFirst(contract, checks)
  // What is sent for all checks of a table is worth its requests once those checks are in.
  const isForAll = ({ id }: Check) => (costs.checks[id]?.answers ?? []).length > 0
  const others = order.filter((check) => !judgesOthers(check))
  // What judges the others is a part of every run.
  const inTurn = [
    ...order.filter(judgesOthers),
    ...others.filter((check) => !isForAll(check)),
    ...others.filter(isForAll),
  ]
  const taken = new Set<Check>()
  const requests = () => {
    const inOrder = order.filter((check) => taken.has(check))
    return requestsOf(costs, idsOf(inOrder)) + rightLogins(inOrder)
  }
  for (const check of inTurn) {
    taken.add(check)
    if (requests() > budget) taken.delete(check)
  }
  if (![...taken].some((check) => !judgesOthers(check)))
    throw new UsageError(tooSmall(budget, contract, order))
  return checks.filter((check) => taken.has(check))
}

/** How many right logins stand between the wrong ones of some checks. */
function rightLogins(checks: readonly Check[]): number {
  const counted = checks.flatMap(({ failedLogins }) => failedLogins).filter(({ ofNobody }) => !ofNobody)
  return Math.ceil(new Set(counted.map(({ id }) => id)).size / defaultOptions.failedLogins)
}

function tooSmall(budget: number, contract: Contract, order: readonly Check[]): string {
  const first = order.find((check) => !judgesOthers(check))
  const judging = order.filter((check) => judgesOthers(check) || check === first)
  const costs = costsOf(contract)
  const least = requestsOf(costs, idsOf(judging))
  return `--budget ${budget} holds no check of ${contract.name}; expected at least ${least} requests, ${costs.setUp + costs.cleanUp} of them for set-up and clean-up`
}

/** One sentence on what a budget left out. */
export function beyondBudget(
  budget: number,
  contract: Contract,
  { checks, beyond }: { readonly checks: readonly Check[]; readonly beyond: readonly Check[] },
): string {
  const counts = new Map<string, number>()
  for (const { behaviour } of beyond) counts.set(behaviour, (counts.get(behaviour) ?? 0) + 1)
  const named = [...counts].map(([behaviour, count]) => `${behaviour} ${count}`)
  const all = requestsOf(costsOf(contract), idsOf(mostTellingFirst(contract, checks)))
  return `a budget of ${budget} requests left out ${beyond.length} of ${checks.length} checks (${named.join(', ')}); all of them take about ${all} requests`
}

/** What a new group takes beyond its making: it is read, and read and removed at the end. */
const spare = 3

/** What a run with a budget may send by now: what its end takes is kept for that. */
export class Allowance {
  readonly #budget: number
  readonly #contract: Contract
  readonly #debts: Debts
  #forLast: number
  /** Wrong logins come last: one that is let in takes a new group, and what removes that, when nothing is left. */
  readonly #spare: number
  #isOver = false

  constructor(budget: number, contract: Contract, checks: readonly Check[], debts: Debts) {
    this.#budget = budget
    this.#contract = contract
    this.#debts = debts
    this.#spare = checks.some(({ failedLogins }) => failedLogins.length > 0) ? spare : 0
    this.#forLast = requestsOfChecks(costsOf(contract), idsOf(checks.filter(judgesOthers)))
  }

  /** The most requests that the target may have been sent in all. */
  readonly most = (): number => {
    if (this.#isOver) return Number.POSITIVE_INFINITY
    return this.#budget - this.#forLast - this.#spare - cleanUpRequests(this.#contract, this.#debts)
  }

  /** Only the checks that judge the others are left. */
  beginLast(): void {
    this.#forLast = 0
  }

  /** The run is over: whatever it takes to put things right is sent. */
  end(): void {
    this.#isOver = true
  }
}

function idsOf(checks: readonly Check[]): string[] {
  return checks.map(({ id }) => id)
}
