import { badge } from '../printable.ts'
import { Markup, type Template, templateOf } from './markup.ts'

/** A template of XML 1.0 that escapes whatever is put into it as text. */
export const xml: Template = templateOf(escapeText)

/** Attributes, each with a blank before it: white space in their values is kept. */
export function attributes(values: Readonly<Record<string, string>>): Markup {
  const written = Object.entries(values).map(([name, value]) => ` ${name}="${escapeValue(value)}"`)
  return new Markup(written.join(''))
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** A reader makes a line feed of a carriage return that is not written by its number. */
function escapeText(text: string): string {
  // Most texts of a report are of these characters alone, and there are thousands.
  if (/^[\w .,:;/()[\]#'=-]*$/.test(text)) return text
  return clean(text)
    .replace(/[&<>"]/g, (char) => entities[char] ?? '')
    .replaceAll('\r', '&#13;')
}

/** A reader makes a blank of any white space in an attribute that is not written by its number. */
function escapeValue(text: string): string {
  return escapeText(text).replace(/[\n\t]/g, (char) => `&#${char.charCodeAt(0)};`)
}

/** XML 1.0 cannot hold every character; those that it cannot are shown by their number. */
function clean(text: string): string {
  return text.toWellFormed().replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, badge)
}
