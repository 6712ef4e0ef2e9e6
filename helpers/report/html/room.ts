import type { Markup } from '../markup.ts'

/** Room on a page that must stay small enough to open: what does not fit is left out, and the page says so. */
export class Room {
  #bytes: number

  constructor(bytes: number) {
    this.#bytes = bytes
  }

  /** Renders the items in their order until the room is used up; the first that does not fit is the last tried. */
  fit<Item>(items: readonly Item[], render: (item: Item) => Markup): ReadonlyMap<Item, Markup> {
    const fitting = new Map<Item, Markup>()
    for (const item of items) {
      const part = render(item)
      const size = Buffer.byteLength(part.toString())
      if (size > this.#bytes) break
      this.#bytes -= size
      fitting.set(item, part)
    }
    return fitting
  }
}
