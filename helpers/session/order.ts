import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Check, judgesOthers } from '../checks/check.ts'
import { type Contract, endpointNames } from '../contract/contract.ts'
import { readDataFile } from '../contract/document.ts'
import { packageRoot } from '../package-root.ts'

/** What a check adds to the requests of a run on a correct server. */
export interface Cost {
  /** Requests of its own, and those that remove what it made. */
  readonly requests: number
  /** Requests by what they are for: whichever check of a run needs them first sends them. */
  readonly once?: Readonly<Record<string, number>>
  /** What it sends in any case, and answers for the checks behind it. */
  readonly answers?: readonly string[]
}

/** The checks of an endpoint, the most telling for their requests first, as `npm run detection` measures them. */
export interface Order {
  /** Requests of a run before its checks. */
  readonly setUp: number
  /** And behind them: the control request and what puts things right. */
  readonly cleanUp: number
  readonly checks: Readonly<Record<string, Cost>>
}

/** Where the order of an endpoint stands. */
export function orderFile(endpoint: string): string {
  return join(packageRoot, 'suites', 'order', `${endpoint}.json`)
}

const read = new Map<string, Order | undefined>()

/** The order of an endpoint; undefined where it was not measured. */
function measured(endpoint: string): Order | undefined {
  if (!read.has(endpoint)) {
    const file = orderFile(endpoint)
    read.set(endpoint, existsSync(file) ? readDataFile<Order>(file) : undefined)
  }
  return read.get(endpoint)
}

/** What a check is taken to cost that was measured nowhere. */
const unmeasured: Cost = { requests: 2 }

type Named = Pick<Contract, 'name' | 'outside'>

/** A contract from outside bears a name of its own, and was not measured. */
function orderOf({ name, outside }: Named): Order | undefined {
  return outside ? undefined : measured(name)
}

/** What the checks of a contract cost: where that was not measured, what they cost elsewhere. */
export function costsOf(contract: Named): Order {
  const own = orderOf(contract)
  if (own) return own
  const known = endpointNames().flatMap((name) => measured(name) ?? [])
  return {
    setUp: Math.max(...known.map(({ setUp }) => setUp)),
    cleanUp: Math.max(...known.map(({ cleanUp }) => cleanUp)),
    checks: Object.assign({}, ...known.map(({ checks }) => checks)),
  }
}

/**
 * The checks in the order of the endpoint; those that are not in it come behind, as they stand, and at the end those that
 * judge the others.
 */
export function mostTellingFirst<Each extends Pick<Check, 'id' | 'turn'>>(
  contract: Named,
  checks: readonly Each[],
): Each[] {
  const order = orderOf(contract)
  if (!order) return [...checks]
  const places = new Map(Object.keys(order.checks).map((id, at) => [id, at]))
  const placeOf = (check: Each) =>
    judgesOthers(check) ? places.size + 1 : (places.get(check.id) ?? places.size)
  return checks.toSorted((a, b) => placeOf(a) - placeOf(b))
}

/** The checks that need groups which no other has had, before all others: so none has to be made for them. */
export function freshFirst<Each extends Pick<Check, 'fresh'>>(checks: readonly Each[]): Each[] {
  return checks.toSorted((a, b) => Number(b.fresh) - Number(a.fresh))
}

/** The requests of a run of those checks in that order. */
export function requestsOf(order: Order, ids: readonly string[]): number {
  return order.setUp + requestsOfChecks(order, ids) + order.cleanUp
}

/** The requests of the checks alone. */
export function requestsOfChecks({ checks }: Pick<Order, 'checks'>, ids: readonly string[]): number {
  const sent = new Set<string>()
  let total = 0
  for (const id of ids) {
    const { requests, once = {}, answers = [] } = checks[id] ?? unmeasured
    total += requests
    for (const [what, count] of Object.entries(once)) if (!sent.has(what)) total += count
    for (const what of [...Object.keys(once), ...answers]) sent.add(what)
  }
  return total
}
