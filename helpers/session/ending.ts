/** The reason of a signal that says: the time is over. Whatever is still to be done then is inconclusive. */
export class TimeOver extends Error {
  override readonly name = 'TimeOver'
}

/** What an operator or a machine that shuts down sends. */
export const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** The one signal that ends a run before it has come to its end by itself, and what gives it. */
export class Ending {
  readonly #controller = new AbortController()
  #timer: NodeJS.Timeout | undefined

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** Ends the run at a time, in milliseconds since 1970. */
  at(endsAt: number | undefined): this {
    if (endsAt === undefined) return this
    const reason = new TimeOver('the time that the run was given (--deadline) is over')
    const wait = Math.max(0, endsAt - Date.now())
    this.#timer = setTimeout(() => this.#controller.abort(reason), wait).unref()
    return this
  }

  /**
   * Ends the run on the first signal to this process, so that things can be left in order; the second ends the process
   * as if nobody listened.
   */
  onSignals(): this {
    for (const name of signals) process.on(name, this.#interrupt)
    return this
  }

  /** Ends the run for this reason: what has not begun is left. */
  now(reason: string): void {
    this.#controller.abort(new Error(reason))
  }

  close(): void {
    clearTimeout(this.#timer)
    for (const name of signals) process.off(name, this.#interrupt)
  }

  readonly #interrupt = (name: NodeJS.Signals): void => {
    for (const each of signals) process.off(each, this.#interrupt)
    this.#controller.abort(new Error(`the run was interrupted by ${name}`))
  }
}
