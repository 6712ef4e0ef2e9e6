import { Slot } from './slot.ts'

interface Write<Group> {
  readonly id: string
  readonly before: Group
  readonly at: number
}

/** Milliseconds after which a write has reached the copies that reads are served from. */
export const lag = 200

/** What reads see of groups that are written in one place and read in another, a little behind. */
export class Replica<Group extends object> {
  readonly #writes = new Slot<readonly Write<Group>[]>(() => [])
  readonly #key: (group: Group) => string

  constructor(key: (group: Group) => string) {
    this.#key = key
  }

  /** Told of each write before it takes place. */
  overwrite(store: object, before: Group): void {
    const write = { id: this.#key(before), before, at: performance.now() }
    this.#writes.set(store, [...this.#recent(store), write])
  }

  /** The group as it was before the writes that have not arrived yet. */
  seen(store: object, group: Group): Group {
    const id = this.#key(group)
    return this.#recent(store).find((write) => write.id === id)?.before ?? group
  }

  #recent(store: object): readonly Write<Group>[] {
    const since = performance.now() - lag
    return this.#writes.of(store).filter(({ at }) => at > since)
  }
}
