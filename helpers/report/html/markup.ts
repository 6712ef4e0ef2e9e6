import { printable } from '../../printable.ts'
import { Markup, type Template, templateOf } from '../markup.ts'

/** A template that escapes whatever is put into it, in texts and in quoted attributes. */
export const html: Template = templateOf(escapeText)

/** A text of this package, never of a record, that stands in the page as it is. */
export function verbatim(text: string): Markup {
  return new Markup(text)
}

/** The start of a text; how much more there is, is said. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text
  return `${text.slice(0, most)}… (${text.length - most} more characters, in conformance.json)`
}

/** The start of a text that stands in full elsewhere on the page. */
export function brief(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`
}

/** A sentence of a catalogue, with what stands in backticks as code. */
export function prose(sentence: string): Markup[] {
  return sentence.split('`').map((text, at) => (at % 2 === 1 ? html`<code>${text}</code>` : html`${text}`))
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
}

/** Control characters and halves of characters cannot be shown: they are shown by their number. */
function escapeText(text: string): string {
  return printable(text.toWellFormed()).replace(/[&<>"']/g, (char) => entities[char] ?? '')
}
