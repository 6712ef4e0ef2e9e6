/**
 * Something that a fault keeps for each server or for each connection.
 *
 * Faults are constants shared by every server of a process; kept here, their memory belongs to one owner
 * (`call.server`, `call.connection`, `call.store`) and vanishes with it.
 */
export class Slot<T> {
  readonly #values = new WeakMap<object, { value: T }>()
  readonly #initial: () => T

  constructor(initial: () => T) {
    this.#initial = initial
  }

  of(owner: object): T {
    const kept = this.#values.get(owner)
    if (kept) return kept.value
    const value = this.#initial()
    this.set(owner, value)
    return value
  }

  set(owner: object, value: T): void {
    this.#values.set(owner, { value })
  }
}
