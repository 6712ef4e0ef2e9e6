/** Milliseconds in a second, which rates are counted in. */
const second = 1_000

/** How much of the rate that was found is used, so that what others send and what comes late has room. */
const share = 0.92

/** How much of the rate that was found is added in a second, at first; the longer nothing is refused, the more. */
const creep = 0.005

/** Milliseconds before a target that refuses and does not say for how long is tried with one request; then twice as long. */
const firstHold = 100
const laterHold = 200

/** How long a target may refuse each request, in milliseconds, before the pace is not what it refuses for. */
export interface Patience {
  /** Where it does not say how long to wait, and where it does. */
  readonly untold: number
  readonly told: number
  /** The same with the wait that it asks for next. */
  readonly withWait: number
}

/** An overload of some seconds is waited for, and one wait that is asked for is kept in full. */
export const usualPatience: Patience = { untold: 2_000, told: 5_000, withWait: 10_000 }

/** Where the patience was spent before. */
export const lastPatience: Patience = { untold: 500, told: 1_000, withWait: 2_000 }

/** Milliseconds that requests which come late may make up for. */
const lateness = 10

/** The lowest rate, in requests a second, that is gone down to. */
const slowest = 1

/** One request that was let through. */
export interface Turn {
  readonly at: number
  /** Whether it came as soon as the pace let it. */
  readonly paced: boolean
}

/**
 * How fast requests may go, found from what a target takes and what it refuses as too much (429, 503). It begins as
 * fast as there are requests. Where one is refused, all wait, and one tries whether the target takes requests again:
 * what was taken from one such moment to the next is the rate, whether the target counts by the second or fills a
 * bucket. That rate is then neared slowly from below. Times are milliseconds of any one clock; nothing here waits.
 */
export class Pace {
  readonly #most: number
  readonly #patience: Patience
  #rate: number
  /** The rate that was found last. */
  #found: number | undefined
  /** When the next request may go. */
  #next = Number.NEGATIVE_INFINITY
  /** Since when requests are counted, but for the time in which there were none to send. */
  #since: number | undefined
  #count = 0
  /** When requests were taken in the last second, and since requests are counted. */
  #lately: number[] = []
  #latelyAtRefusal = 0
  /** When the target began to refuse each request; undefined while it takes them. */
  #refusingSince: number | undefined
  #refusedAt = Number.NEGATIVE_INFINITY
  #isTrying = false

  /** @param most requests in a second that are never exceeded */
  constructor(most = Number.POSITIVE_INFINITY, patience = usualPatience) {
    this.#most = most
    this.#patience = patience
    this.#rate = most
  }

  /** Requests in a second; infinite for as long as nothing was refused. */
  get rate(): number {
    return this.#rate
  }

  /** The rate that the run was slowed down to; undefined where it was not. */
  get slowedTo(): number | undefined {
    return this.#found === undefined ? undefined : this.#rate
  }

  /** Whether it is being tried if the target takes requests again. */
  get isRefusing(): boolean {
    return this.#refusingSince !== undefined
  }

  /** When the next request may go; undefined until the one that tries the target has been answered. */
  get next(): number | undefined {
    return this.#isTrying ? undefined : this.#next
  }

  /** Lets a request through. */
  begin(now: number): Turn {
    this.#since ??= now
    const interval = second / this.#rate
    if (this.#found !== undefined) this.#since += Math.max(0, now - lateness - this.#next)
    const paced = now < this.#next + interval
    this.#next = Math.max(this.#next, now - lateness) + interval
    this.#isTrying = this.#refusingSince !== undefined
    return { at: now, paced }
  }

  /** The target took the request, whatever it answered. */
  taken(turn: Turn, now: number): void {
    this.#count++
    this.#lately.push(now)
    this.#forget(now)
    if (turn.at < this.#refusedAt) return
    if (this.#refusingSince !== undefined) this.#find(turn)
    else if (turn.paced && this.#found !== undefined) this.#creep(this.#found, now)
  }

  /**
   * The target refused the request as one too many, and says for how many milliseconds, or does not.
   * False where it has refused for so long that the pace is not the reason: then the answer stands.
   */
  refused(turn: Turn, now: number, asked?: number): boolean {
    // Those that were on their way when the first was refused tell nothing new.
    if (turn.at >= this.#refusedAt) {
      if (this.#refusingSince === undefined) this.#beginRefusing(now)
      this.#next = now + (this.#refusedAt < (this.#refusingSince ?? now) ? firstHold : laterHold)
      this.#refusedAt = now
      this.#isTrying = false
    }
    this.#next = Math.max(this.#next, now + (asked ?? 0))
    const refusing = now - (this.#refusingSince ?? now)
    const { untold, told, withWait } = this.#patience
    return asked === undefined ? refusing <= untold : refusing <= told && refusing + asked <= withWait
  }

  /** The request got no answer that tells. */
  untold(turn: Turn): void {
    if (turn.at >= this.#refusedAt) this.#isTrying = false
  }

  /** The patience with the target is spent: what is still to be sent waits no longer for it. */
  endPatience(): void {
    this.#goOn()
    this.#next = Number.NEGATIVE_INFINITY
  }

  /** Forgets what was found: it was not the pace that the target refused requests for. */
  startOver(): void {
    this.endPatience()
    this.#found = undefined
    this.#rate = this.#most
  }

  #goOn(): void {
    this.#refusingSince = undefined
    this.#isTrying = false
  }

  #beginRefusing(now: number): void {
    this.#forget(now)
    this.#refusingSince = now
    this.#latelyAtRefusal = this.#lately.length
    if (this.#found !== undefined) return
    // What was taken before the last second tells of what there was to send, and no more.
    this.#count = this.#lately.length
    this.#since = Math.max(this.#since ?? now, now - second)
  }

  /** Somewhere between the last refusal and this request, the target began to take requests again. */
  #find(turn: Turn): void {
    const at = (this.#refusedAt + turn.at) / 2
    const seconds = (at - (this.#since ?? at)) / second
    // A target may have asked for a longer wait than it needed: what it took in a second it takes again.
    this.#found = Math.max(this.#count / seconds, this.#latelyAtRefusal)
    this.#rate = Math.max(slowest, Math.min(this.#rate, this.#found) * share)
    this.#since = at
    this.#count = 0
    this.#lately = []
    this.#goOn()
    this.#next = turn.at + second / this.#rate
  }

  #creep(found: number, now: number): void {
    const quiet = (now - this.#refusedAt) / (10 * second)
    const inASecond = creep * (1 + quiet ** 2) * found
    this.#rate = Math.min(this.#most, this.#rate + inASecond / this.#rate)
  }

  #forget(now: number): void {
    while ((this.#lately[0] ?? now) < now - second) this.#lately.shift()
  }
}
