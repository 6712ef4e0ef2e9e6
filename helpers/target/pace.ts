import { type Patience, usualPatience } from './patience.ts'
import { TightPace } from './tight-pace.ts'

/** Milliseconds in a second, which rates are counted in. */
const second = 1_000

/** How much of the rate that was found is used, so that what others send and what comes late has room. */
const share = 0.92

/** How much of the rate that was found is added in a second, at first; the longer nothing is refused, the more. */
const creep = 0.005

/** Milliseconds before a target that refuses and does not say for how long is tried with one request; then twice as long. */
const firstHold = 100
const laterHold = 200

/** Milliseconds that requests which come late may make up for. */
const lateness = 10

/** Requests that were begun within so many milliseconds of one another were begun at once. */
const atOnce = 2

/** Of what was taken, the most requests at once and in a second that tell of a target which takes hardly two at once. */
const tight = { atOnce: 2, inASecond: 20 }

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
  /** Until a rate is found: when the requests were begun that were taken lately, and the first that was refused. */
  #begun: number[] = []
  #firstRefused = Number.NEGATIVE_INFINITY
  #tight: TightPace | undefined

  /** @param most requests in a second that are never exceeded */
  constructor(most = Number.POSITIVE_INFINITY, patience = usualPatience) {
    this.#most = most
    this.#patience = patience
    this.#rate = most
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
    this.#tight?.taken()
    this.#lately.push(now)
    this.#forget(now)
    if (this.#found === undefined) this.#begun = [...this.#begun.slice(-tight.inASecond), turn.at]
    if (turn.at < this.#refusedAt) return
    if (this.#refusingSince !== undefined) this.#find(turn)
    else if (turn.paced && this.#found !== undefined) this.#nearRate(this.#found, now)
  }

  /**
   * The target refused the request as one too many, and says for how many milliseconds, or does not.
   * False where it has refused for so long that the pace is not the reason: then the answer stands.
   */
  refused(turn: Turn, now: number, asked?: number): boolean {
    // Those that were on their way when the first was refused tell nothing new.
    if (turn.at >= this.#refusedAt) {
      if (this.#refusingSince === undefined) this.#beginRefusing(turn, now)
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
    this.#tight = undefined
    this.#rate = this.#most
  }

  #goOn(): void {
    this.#refusingSince = undefined
    this.#isTrying = false
  }

  #beginRefusing(turn: Turn, now: number): void {
    this.#forget(now)
    this.#refusingSince = now
    this.#latelyAtRefusal = this.#lately.length
    if (this.#found !== undefined) return
    this.#firstRefused = turn.at
    // What was taken before the last second tells of what there was to send, and no more.
    this.#count = this.#lately.length
    this.#since = Math.max(this.#since ?? now, now - second)
  }

  /** Somewhere between the last refusal and this request, the target began to take requests again. */
  #find(turn: Turn): void {
    const at = (this.#refusedAt + turn.at) / 2
    const seconds = (at - (this.#since ?? at)) / second
    const isFirst = this.#found === undefined
    // A target may have asked for a longer wait than it needed: what it took in a second it takes again.
    this.#found = Math.max(this.#count / seconds, this.#latelyAtRefusal)
    const counted = Math.max(slowest, Math.min(this.#rate, this.#found) * share)
    this.#rate = this.#tight?.slower(this.#rate, counted) ?? counted
    if (isFirst && this.#isTight()) this.#tight = new TightPace(this.#rate)
    this.#since = at
    this.#count = 0
    this.#lately = []
    this.#goOn()
    this.#next = turn.at + second / this.#rate
  }

  #isTight(): boolean {
    const near = this.#begun.filter((at) => Math.abs(at - this.#firstRefused) < atOnce)
    return near.length <= tight.atOnce && this.#latelyAtRefusal < tight.inASecond
  }

  #nearRate(found: number, now: number): void {
    this.#rate = Math.min(this.#most, this.#tight?.faster(this.#rate) ?? this.#crept(found, now))
  }

  #crept(found: number, now: number): number {
    const quiet = (now - this.#refusedAt) / (10 * second)
    const inASecond = creep * (1 + quiet ** 2) * found
    return this.#rate + inASecond / this.#rate
  }

  #forget(now: number): void {
    while ((this.#lately[0] ?? now) < now - second) this.#lately.shift()
  }
}
