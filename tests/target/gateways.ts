import type { Clock } from '../../helpers/target/paced-queue.ts'

/** Whether a gateway lets a request through that comes at this time, in milliseconds. */
export type Gateway = (now: number) => boolean

/** Fills a bucket at that rate; each request takes one from it. */
export function bucket(rate: number, holds: number): Gateway {
  let tokens = holds
  let last = 0
  return (now) => {
    tokens = Math.min(holds, tokens + ((now - last) * rate) / 1_000)
    last = now
    if (tokens < 1) return false
    tokens--
    return true
  }
}

/** Takes so many requests in each second of its own clock, which is ahead by `phase` milliseconds. */
export function fixedWindow(rate: number, phase: number): Gateway {
  let second = -1
  let count = 0
  return (now) => {
    const current = Math.floor((now + phase) / 1_000)
    if (current !== second) count = 0
    second = current
    return count++ < rate
  }
}

/** Takes so many requests in any second. */
export function slidingWindow(rate: number): Gateway {
  const taken: number[] = []
  return (now) => {
    while (taken[0] !== undefined && taken[0] <= now - 1_000) taken.shift()
    if (taken.length >= rate) return false
    taken.push(now)
    return true
  }
}

/** A clock that stands still while anybody has anything to do, and then goes on to when the next wakes. */
export class VirtualClock implements Clock {
  #now = 0
  #sleeping: { readonly until: number; readonly wake: () => void }[] = []

  now(): number {
    return this.#now
  }

  sleep(milliseconds: number): Promise<void> {
    const until = this.#now + milliseconds
    return new Promise((wake) => {
      this.#sleeping.push({ until, wake })
    })
  }

  /** Runs until this has come to its end. */
  async until(end: Promise<unknown>): Promise<void> {
    let isOver = false
    void end.then(() => {
      isOver = true
    })
    for (;;) {
      await new Promise(setImmediate)
      if (isOver) return
      const first = Math.min(...this.#sleeping.map(({ until }) => until))
      if (!Number.isFinite(first)) throw new Error('everybody waits, and nobody sleeps')
      this.#now = first
      const due = this.#sleeping.filter(({ until }) => until <= first)
      this.#sleeping = this.#sleeping.filter(({ until }) => until > first)
      for (const { wake } of due) wake()
    }
  }
}
