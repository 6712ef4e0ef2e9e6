import { type Check, checksFor, judgesOthers } from '../../helpers/checks/check.ts'
import { loadContract } from '../../helpers/contract/contract.ts'
import { withinBudget } from '../../helpers/session/budget.ts'
import { costsOf, mostTellingFirst, requestsOf, requestsOfChecks } from '../../helpers/session/order.ts'
import { faults } from '../../mock/catalogue.ts'
import { levelOfFault } from '../../mock/fault-level.ts'
import { behaviours } from '../../suites/behaviours.ts'
import { pinnedFindings } from './pinned-findings.ts'
import { isRare } from './rare.ts'

/** The budgets that the curve is told at. */
export const budgets = [30, 60, 120, 240] as const

/** What an endpoint's checks find, by what they send. */
export interface Reach {
  readonly endpoint: string
  /** Faults of MUST duties. */
  readonly faults: number
  /** How many of them a run of so many requests finds. */
  readonly found: ReadonlyMap<number, number>
  readonly inFull: number
  /** Requests of a whole run, one check at a time. */
  readonly requests: number
  /** Requests that are sent when the first check that finds a fault has ended: the median. */
  readonly toFirst: number
}

/** What each endpoint's order comes to, from the pinned findings and the measured costs. */
export function reachOf(endpoint: string): Reach {
  const contract = loadContract(endpoint)
  const checks = checksFor(contract, behaviours)
  const must = mustFaults(endpoint)
  const found = new Map(
    budgets.map((budget) => {
      const planned = withinBudget(budget, contract, checks)
      return [budget, must.filter((fault) => isFoundBy(endpoint, planned, fault)).length]
    }),
  )
  const costs = costsOf(contract)
  const order = mostTellingFirst(contract, checks)
  const sentFor = (count: number) => requestsOfChecks(costs, idsOf(order.slice(0, count)))
  const requests = requestsOf(costs, idsOf(order))
  const first = must.map((fault) => {
    const at = order.findIndex((check) => isFoundBy(endpoint, [check], fault))
    return at === -1 ? requests : costs.setUp + sentFor(at + 1)
  })
  const inFull = must.filter((fault) => !isRare(fault)).length
  return { endpoint, faults: must.length, found, inFull, requests, toFirst: median(first) }
}

/** The faults of MUST duties that the curve is about. */
export function mustFaults(endpoint: string): readonly { readonly id: string }[] {
  return faults.filter((fault) => fault.id.startsWith(`${endpoint}-`) && levelOfFault(fault) === 'MUST')
}

/** Whether one of these checks is to find a fault. What judges the others finds what they send: it is not counted. */
export function isFoundBy(
  endpoint: string,
  checks: readonly Check[],
  { id: fault }: { readonly id: string },
): boolean {
  const catchers = catchersOf(endpoint, fault)
  return checks.some((check) => !judgesOthers(check) && catchers.has(check.id))
}

const pins = new Map<string, ReturnType<typeof pinnedFindings>>()

/** The checks that the proof holds a fault to. */
function catchersOf(endpoint: string, fault: string): ReadonlySet<string> {
  const known = pins.get(endpoint) ?? pinnedFindings(endpoint)
  pins.set(endpoint, known)
  const { roots = [], consequences = [] } = known[fault] ?? {}
  return new Set([...roots, ...consequences])
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
}

function idsOf(checks: readonly Check[]): string[] {
  return checks.map(({ id }) => id)
}
