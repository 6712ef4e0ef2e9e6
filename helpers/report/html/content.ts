import { verdicts } from '../../verdict/verdict.ts'
import { renderBefore, renderLine, renderStory } from './check.ts'
import type { Html } from './markup.ts'
import type { Item } from './outline.ts'
import { Room } from './room.ts'

/** What the page shows of each check, and what it had no room for. */
export interface Content {
  readonly lines: ReadonlyMap<Item, Html>
  readonly stories: ReadonlyMap<Item, Html>
  readonly before: ReadonlyMap<Item, Html>
  readonly leftOut: { readonly checks: number; readonly stories: number; readonly exchanges: number }
}

/** For the checks; what stands around them is small, and together it stays under 5 MB. */
const bytes = 4_000_000

/** The worst verdict first: the line of each check, then the stories of those that did not pass, then what came before. */
export function contentOf(items: readonly Item[]): Content {
  const worstFirst = verdicts.flatMap((verdict) => items.filter(({ check }) => check.verdict === verdict))
  const room = new Room(bytes)
  const lines = room.fit(worstFirst, renderLine)
  const telling = worstFirst.filter(({ check }) => check.verdict !== 'pass')
  const stories = room.fit(
    telling.filter((item) => lines.has(item)),
    renderStory,
  )
  const eventful = telling.filter(({ check }) => (check.exchanges?.length ?? 0) > 1)
  const before = room.fit(
    eventful.filter((item) => stories.has(item)),
    renderBefore,
  )
  const shown = (item: Item) =>
    (stories.has(item) ? 1 : 0) + (before.has(item) ? (item.check.exchanges?.length ?? 0) - 1 : 0)
  const exchanges = telling.reduce(
    (sum, item) => sum + (item.check.exchanges?.length ?? 0) - (item.check.exchanges ? shown(item) : 0),
    0,
  )
  return {
    lines,
    stories,
    before,
    leftOut: { checks: items.length - lines.size, stories: telling.length - stories.size, exchanges },
  }
}
