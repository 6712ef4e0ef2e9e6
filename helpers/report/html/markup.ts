import { printable } from '../explain.ts'

/** Markup that is safe to show. Only `html` and `verbatim` make it: a text of the record cannot pass for it. */
export class Html {
  readonly #markup: string

  constructor(markup: string) {
    this.#markup = markup
  }

  toString(): string {
    return this.#markup
  }
}

/** What may stand in a template: markup as it is, anything else escaped. `undefined` and `false` are nothing. */
export type Part = Html | string | number | undefined | false | readonly Part[]

/** A template that escapes whatever is put into it, in texts and in quoted attributes. */
export function html([first = '', ...rest]: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(rest.reduce((markup, text, at) => markup + markupOf(parts[at]) + text, first))
}

/** A text of this package, never of a record, that stands in the page as it is. */
export function verbatim(text: string): Html {
  return new Html(text)
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
export function prose(sentence: string): Html[] {
  return sentence.split('`').map((text, at) => (at % 2 === 1 ? html`<code>${text}</code>` : html`${text}`))
}

/** Whole numbers as people read them. */
export function many(count: number, one: string, more = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : more}`
}

function markupOf(part: Part): string {
  if (part === undefined || part === false) return ''
  if (part instanceof Html) return part.toString()
  if (typeof part === 'object') return part.map(markupOf).join('')
  return escapeText(String(part))
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
