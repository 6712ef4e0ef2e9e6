import { differencesOf } from '../../difference/marks.ts'
import type { CheckRecord } from '../../record/record.ts'
import { type Marked, markedOf } from '../marked.ts'
import type { Markup } from '../markup.ts'
import { clip, html } from './markup.ts'

/** What was expected and what was seen, one below the other, with what differs marked and said; as long as that at most. */
export function renderAgainst(check: CheckRecord, most: number): Markup[] {
  const { expected, seen, difference } = check
  if (expected === undefined || seen === undefined) return []
  const marked = markedOf(check)
  const differs = difference && differencesOf(difference)
  const fact = (name: string, value: Markup | string) =>
    html`<dt>${name}</dt><dd class="${name}">${value}</dd>`
  return [
    fact('expected', marked ? renderMarked(marked.expected, most) : clip(expected, most)),
    fact('saw', marked ? renderMarked(marked.seen, most) : clip(seen, most)),
    ...(differs === undefined ? [] : [fact('differs', clip(differs, most))]),
  ]
}

/** The value keeps its writing direction to itself: the words around it stay in their order. */
function renderMarked({ before, value, after }: Marked, most: number): Markup {
  const shown = value.map(({ text, differs }) => (differs ? html`<mark>${text}</mark>` : text))
  return html`${clip(before, most)}<bdi>${shown}</bdi>${clip(after, most)}`
}
