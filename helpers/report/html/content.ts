import { verdicts } from '../../verdict/verdict.ts'
import type { Markup } from '../markup.ts'
import { storyOf } from '../story.ts'
import { otherExchanges, renderLine, renderOthers, renderStory } from './check.ts'
import type { Item } from './outline.ts'
import { Room } from './room.ts'

/** What the page shows of each check, and what it has no room for. */
export interface Content {
  readonly lines: ReadonlyMap<Item, Markup>
  readonly stories: ReadonlyMap<Item, Markup>
  readonly before: ReadonlyMap<Item, Markup>
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
    telling.filter((item) => stories.has(item) && otherExchanges(item).length > 0),
    renderOthers,
  )
  const leftOut = {
    checks: items.length - lines.size,
    stories: telling.length - stories.size,
    exchanges: 0,
  }
  for (const item of telling) leftOut.exchanges += exchangesLeftOut(item, { stories, before })
  return { lines, stories, before, leftOut }
}

/** How many of a check's exchanges the page does not show. */
export function exchangesLeftOut(
  item: Item,
  { stories, before }: Pick<Content, 'stories' | 'before'>,
): number {
  const all = item.check.exchanges?.length ?? 0
  const telling = stories.has(item) ? storyOf(item.check).telling.length : 0
  return all - telling - (before.has(item) ? otherExchanges(item).length : 0)
}
