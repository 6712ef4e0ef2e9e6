import type { Json } from '../../helpers/contract/types.ts'

const illegal = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u

/** Whether every character of a text is one that an XML 1.0 document may contain, escaped or not. */
export function fitsXml(text: string): boolean {
  return !illegal.test(text)
}

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  // A bare carriage return would be read back as a line feed.
  '\r': '&#13;',
}

export function escapeXml(text: string): string {
  return text.replace(/[&<>"'\r]/g, (character) => references[character] ?? character)
}

/** A value as an element: members become children; the items of a list take its name in the singular. */
export function xmlElement(name: string, value: Json, escaped: (text: string) => string): string {
  return `<${name}>${content(name, value, escaped)}</${name}>`
}

function content(name: string, value: Json, escaped: (text: string) => string): string {
  if (value === null) return ''
  if (typeof value !== 'object') return escaped(String(value))
  if (Array.isArray(value)) {
    const items: readonly Json[] = value
    return items.map((item) => xmlElement(name.replace(/s$/, ''), item, escaped)).join('')
  }
  return Object.entries(value)
    .map(([member, inner]) => xmlElement(member, inner, escaped))
    .join('')
}
