/** What a store held a while ago, as a copy for reading shows it that lags behind. */
export class Past<Group> {
  readonly #lag: number
  /** What the store held since when, oldest first. */
  readonly #states: { readonly since: number; readonly groups: readonly Group[] }[] = []

  /** The lag is in milliseconds. */
  constructor(lag: number) {
    this.#lag = lag
  }

  /** What was there before the first request has been there for ever. */
  begin(groups: readonly Group[]): void {
    if (this.#states.length === 0) this.#states.push({ since: 0, groups })
  }

  note(groups: readonly Group[]): void {
    this.#states.push({ since: Date.now(), groups })
  }

  shown(): readonly Group[] {
    const moment = Date.now() - this.#lag
    // Those that the next one has taken the place of are not shown again.
    while ((this.#states[1]?.since ?? Number.POSITIVE_INFINITY) <= moment) this.#states.shift()
    return this.#states[0]?.groups ?? []
  }
}
