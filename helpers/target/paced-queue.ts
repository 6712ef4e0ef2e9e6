import { Pace, type Patience, type Turn } from './pace.ts'

/** How often a request is sent again that is not refused for the pace. */
const retries = 3

/** Milliseconds before such a request is sent again; twice as long each time. */
const firstWait = 100

/** The longest wait, in milliseconds, that a target may ask for: one that asks for more is not asked again. */
const longestWait = 10_000

/** What passes the time. */
export interface Clock {
  now(): number
  /** Waits so many milliseconds, or for as long as waiting is of use. */
  sleep(milliseconds: number): Promise<void>
}

/** What became of a request, as far as the pace is concerned; undefined where nothing came that tells. */
export type Load = 'taken' | Refused | undefined

/** Refused as one too many, by which status, and for how many milliseconds, where the target says. */
interface Refused {
  readonly status: number
  readonly wait: number | undefined
}

/** How a target slowed a run down. */
export interface Slowed {
  /** How many requests it refused as too many, those that were sent again included. */
  readonly refused: number
  /** About how many requests in a second it then took. */
  readonly rate: number
}

/** What is known of a request that was refused. */
interface Refusals {
  /** How many requests had been taken when it was refused last. */
  taken: number
  /** How often the run was slowed down for it. */
  slowed: number
  /** Whether it is sent apart from the pace. */
  isApart: boolean
  /** How often it may still be refused while others are taken. */
  left: number
}

/** Lets the requests to a target go in turn, at the pace that it takes, and sends again what it refuses as too much. */
export class PacedQueue {
  readonly #pace: Pace
  readonly #clock: Clock
  #queue: ((turn: Turn | undefined) => void)[] = []
  #isAsleep = false
  #taken = 0
  #refused = 0
  /** What the target answers to some requests at any pace. */
  readonly #atAnyPace = new Set<number>()
  /** Whether the target has refused each request for so long that none is sent again before it takes one. */
  #isHopeless = false

  /** @param most requests in a second that are never exceeded; without, as many as the target takes */
  constructor(most: number | undefined, clock: Clock, patience?: Patience) {
    this.#pace = new Pace(most, patience)
    this.#clock = clock
  }

  /** Whether the target refuses everything, and the patience for that is spent. */
  get isHopeless(): boolean {
    return this.#isHopeless
  }

  /** How the target slowed the run down; undefined where it did not. */
  get slowed(): Slowed | undefined {
    const rate = this.#pace.slowedTo
    return rate === undefined ? undefined : { refused: this.#refused, rate: Math.floor(rate) }
  }

  /** Sends a request when its turn comes, and again where that may help: the last answer counts. */
  async send<Sent>(ask: () => Promise<Sent>, loadOf: (sent: Sent) => Load): Promise<Sent> {
    const refusals: Refusals = { taken: this.#taken, slowed: 0, isApart: false, left: retries + 1 }
    let last: { readonly sent: Sent } | undefined
    for (;;) {
      const turn = refusals.isApart ? undefined : await this.#turn()
      if (last && !turn && !refusals.isApart) return last.sent
      const sent = await ask()
      const wait = this.#waitAfter(turn, loadOf(sent), refusals)
      this.#letGo()
      if (wait === undefined) return sent
      if (wait > 0) await this.#clock.sleep(wait)
      last = { sent }
    }
  }

  /** Lets all go that wait for their turn. */
  release(): void {
    const queue = this.#queue
    this.#queue = []
    for (const go of queue) go(undefined)
  }

  /** The turn of a request; undefined where it is not to wait for it. */
  #turn(): Promise<Turn | undefined> {
    return new Promise((resolve) => {
      this.#queue.push(resolve)
      this.#letGo()
    })
  }

  #letGo(): void {
    while (this.#queue.length > 0) {
      const { next } = this.#pace
      if (next === undefined) return
      const now = this.#clock.now()
      if (next > now) {
        void this.#wake(next - now)
        return
      }
      this.#queue.shift()?.(this.#pace.begin(now))
    }
  }

  async #wake(milliseconds: number): Promise<void> {
    if (this.#isAsleep) return
    this.#isAsleep = true
    await this.#clock.sleep(milliseconds)
    this.#isAsleep = false
    this.#letGo()
  }

  /** Milliseconds before the request waits for a turn again; undefined where its answer stands. */
  #waitAfter(turn: Turn | undefined, load: Load, refusals: Refusals): number | undefined {
    if (load === 'taken') {
      this.#taken++
      this.#isHopeless = false
      if (turn) this.#pace.taken(turn, this.#clock.now())
      return undefined
    }
    if (load) this.#refused++
    const isAskedAgain = load && !this.#isHopeless && (load.wait ?? 0) <= longestWait
    if (turn && isAskedAgain && this.#isForPace(load, refusals)) return this.#slowDown(turn, load, refusals)
    if (turn) this.#pace.untold(turn)
    return isAskedAgain ? this.#setApart(load, refusals) : undefined
  }

  /** What is refused again and again while others are taken is not refused for the pace; nor is what may come at once. */
  #isForPace({ status, wait }: Refused, refusals: Refusals): boolean {
    const isServing = !this.#pace.isRefusing && refusals.taken < this.#taken
    refusals.taken = this.#taken
    return wait !== 0 && !this.#atAnyPace.has(status) && !(isServing && refusals.slowed > 1)
  }

  #slowDown(turn: Turn, { wait }: Refused, refusals: Refusals): number | undefined {
    if (!this.#pace.isRefusing) {
      refusals.slowed++
      refusals.left--
    }
    if (this.#pace.refused(turn, this.#clock.now(), wait)) return 0
    this.#isHopeless = true
    this.#pace.endPatience()
    this.release()
    return undefined
  }

  /** Such a request waits by itself, and costs the others nothing. */
  #setApart({ status, wait }: Refused, refusals: Refusals): number | undefined {
    refusals.isApart = true
    // While all are refused, it is no wonder that this one is.
    if (wait === 0 || !this.#pace.isRefusing) refusals.left--
    if (refusals.left > 0) return wait ?? firstWait * 2 ** (retries - refusals.left)
    if (refusals.slowed > 0) {
      this.#atAnyPace.add(status)
      this.#pace.startOver()
    }
    return undefined
  }
}
