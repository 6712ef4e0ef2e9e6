import { setTimeout as sleep } from 'node:timers/promises'

/** Lets requests go one after the other, no more of them in a second than it is told. */
export class Pace {
  readonly #interval: number
  #next = 0

  /** @param perSecond requests in a second; undefined for as many as there are. */
  constructor(perSecond: number | undefined) {
    this.#interval = perSecond === undefined ? 0 : 1_000 / perSecond
  }

  /** Waits for the turn of one request. */
  async turn(): Promise<void> {
    if (this.#interval === 0) return
    const now = performance.now()
    const at = Math.max(now, this.#next)
    this.#next = at + this.#interval
    if (at > now) await sleep(at - now)
  }
}
