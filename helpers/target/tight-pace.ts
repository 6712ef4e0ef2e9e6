/**
 * How a rate that was found goes on: steps while it is looked for, each after so many requests that were taken, long ones
 * first, and from the last rate that was good short ones.
 */
const steps = [
  { factor: 3, requests: 5 },
  { factor: 1.25, requests: 6 },
] as const

/** Requests in a second below which a refusal is for the rate: what comes a little late is then no closer to others. */
const slow = 10

/**
 * How many requests, and what part of those that were taken, may be refused before the rate is lowered as for any other
 * target, and before it is no longer raised.
 */
const rare = { requests: 3, lowered: 0.02, raised: 0.012 }

/** What is left of a rate after a refusal that is rare, and at least after any. */
const kept = { rare: 0.97, least: 0.85 }

/** How much of the rate is added in a second while refusals are rare. */
const growth = 0.1

/**
 * The rate for a target that takes hardly two requests at once, as a bucket that holds one does: it refuses what comes close
 * to another, at any rate, so a refusal tells little of how many it takes in a second.
 */
export class TightPace {
  #step = 0
  #takenInStep = 0
  #taken = 0
  #refused = 0
  #good: number

  constructor(rate: number) {
    this.#good = rate
  }

  /** A request was taken. */
  taken(): void {
    this.#taken++
  }

  /** The rate once a request was taken that came as soon as it might; undefined where it is neared as for any target. */
  faster(rate: number): number | undefined {
    const step = steps[this.#step]
    if (!step) return rate > slow && this.#isRare(rare.raised) ? rate + growth : undefined
    if (++this.#takenInStep < step.requests) return rate
    this.#good = rate
    this.#takenInStep = 0
    return rate * step.factor
  }

  /** The rate once a request was refused; `counted` is that for any other target. */
  slower(rate: number, counted: number): number {
    this.#refused++
    if (this.#step < steps.length) {
      this.#takenInStep = 0
      this.#step = this.#good < slow ? steps.length : this.#step + 1
      return this.#good
    }
    if (rate <= slow) return counted
    return this.#isRare(rare.lowered) ? rate * kept.rare : Math.max(counted, rate * kept.least)
  }

  #isRare(part: number): boolean {
    return this.#refused < rare.requests + part * this.#taken
  }
}
