import { verdicts } from '../../verdict/verdict.ts'
import { renderBefore, renderLine, renderStory } from './check.ts'
import type { Html } from './markup.ts'
import type { Item } from './outline.ts'
import { Room } from './room.ts'

/** What the page shows of each check, and what it has no room for. */
export interface Content {
  readonly lines: ReadonlyMap<Item, Html>
  readonly stories: ReadonlyMap<Item, Html>
  readonly before: ReadonlyMap<Item, Html>
  readonly leftOut: { readonly checks: number; readonly stories: number; readonly exchanges: number }
}

/** In bytes. What stands around the checks is small: together it stays under 5 MB. */
const roomForLines = 2_400_000
const roomForStories = 1_800_000

/** The worst verdict comes first: a line for each check, the story of each that has one, then what came before it. */
export function contentOf(items: readonly Item[]): Content {
  const worstFirst = verdicts.flatMap((verdict) => items.filter(({ check }) => check.verdict === verdict))
  const lines = new Room(roomForLines).fit(worstFirst, renderLine)
  const room = new Room(roomForStories)
  const telling = worstFirst.filter(({ check }) => check.verdict !== 'pass')
  const stories = room.fit(
    telling.filter((item) => lines.has(item)),
    renderStory,
  )
  const before = room.fit(
    telling.filter((item) => stories.has(item) && exchangesOf(item) > 1),
    renderBefore,
  )
  const exchanges = telling.filter((item) => !before.has(item)).map((item) => exchangesOf(item))
  const shown = [...stories.keys()].filter((item) => !before.has(item) && exchangesOf(item) > 0)
  return {
    lines,
    stories,
    before,
    leftOut: {
      checks: items.length - lines.size,
      stories: telling.length - stories.size,
      exchanges: exchanges.reduce((sum, count) => sum + count, 0) - shown.length,
    },
  }
}

function exchangesOf({ check }: Item): number {
  return check.exchanges?.length ?? 0
}
