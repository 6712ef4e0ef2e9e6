import { type Check, judgesOthers } from '../../helpers/checks/check.ts'
import type { Cost } from '../../helpers/session/order.ts'

/** Which faults a check catches: those at MUST, and the others. */
export interface Caught {
  readonly must: ReadonlySet<string>
  readonly other: ReadonlySet<string>
}

/** A request that tells fewer faults waits for the check that sends it along with the others of its table. */
const telling = 2

interface Candidate {
  readonly check: Check
  readonly requests: number
  readonly must: number
  readonly other: number
}

/**
 * The checks in greedy order: the one next that catches the most faults per request that none before it does, those at
 * MUST first, ties by cost. What judges the others once they have ended stands at the end.
 */
export function greedyOrder(
  checks: readonly Check[],
  costs: ReadonlyMap<string, Cost>,
  caughtBy: (id: string) => Caught,
): string[] {
  const cover = new Cover(costs, caughtBy)
  const judging = checks.filter(judgesOthers)
  for (const { id } of judging) cover.take(id)
  const left = new Set(checks.filter((check) => !judgesOthers(check)))
  const order: Check[] = []
  /** Those that wait for the check that sends their request in any case. */
  const waiting = new Set<Check>()
  while (left.size > 0) {
    const best = [...left].map((check) => cover.candidate(check)).reduce(better)
    const { check } = best
    left.delete(check)
    cover.take(check.id)
    if (best.must < telling * best.requests) waiting.add(check)
    const { answers = [] } = costs.get(check.id) ?? {}
    // It sends what it sends whether or not that is answered already: the others had better come behind it.
    const first = order.findIndex(
      (each) => waiting.has(each) && asks(costs, each).some((what) => answers.includes(what)),
    )
    order.splice(first === -1 ? order.length : first, 0, check)
  }
  return [...order, ...judging].map(({ id }) => id)
}

function asks(costs: ReadonlyMap<string, Cost>, { id }: Check): string[] {
  return Object.keys(costs.get(id)?.once ?? {})
}

function better(one: Candidate, other: Candidate): Candidate {
  const byShare = (key: 'must' | 'other') => share(other, key) - share(one, key)
  const difference = byShare('must') || byShare('other') || one.requests - other.requests
  return difference > 0 ? other : one
}

/** Faults per request; what costs nothing tells more than anything. */
function share({ requests, must, other }: Candidate, key: 'must' | 'other'): number {
  if (requests === 0) return Number.MAX_SAFE_INTEGER
  return (key === 'must' ? must : other) / requests
}

/** What the checks taken so far catch and have sent. */
class Cover {
  readonly #costs: ReadonlyMap<string, Cost>
  readonly #caughtBy: (id: string) => Caught
  readonly #caught = new Set<string>()
  readonly #sent = new Set<string>()

  constructor(costs: ReadonlyMap<string, Cost>, caughtBy: (id: string) => Caught) {
    this.#costs = costs
    this.#caughtBy = caughtBy
  }

  take(id: string): void {
    const { must, other } = this.#caughtBy(id)
    for (const fault of [...must, ...other]) this.#caught.add(fault)
    const { once = {}, answers = [] } = this.#costs.get(id) ?? {}
    for (const what of [...Object.keys(once), ...answers]) this.#sent.add(what)
  }

  candidate(check: Check): Candidate {
    const { requests = 0, once = {}, answers = [] } = this.#costs.get(check.id) ?? {}
    const shared = Object.entries(once).filter(([what]) => !this.#sent.has(what))
    const saved = answers.filter((what) => this.#sent.has(what)).length
    const isNew = (fault: string) => !this.#caught.has(fault)
    const { must, other } = this.#caughtBy(check.id)
    return {
      check,
      requests: Math.max(0, requests - saved) + shared.reduce((sum, [, count]) => sum + count, 0),
      must: [...must].filter(isNew).length,
      other: [...other].filter(isNew).length,
    }
  }
}
