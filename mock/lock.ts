/** Runs pieces of work one after another, in the order in which they were handed in. */
export class Lock {
  #last: Promise<unknown> = Promise.resolve()

  run<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work)
    // The next piece waits for this one to end, however it ends.
    this.#last = mine.catch(() => undefined)
    return mine
  }
}
