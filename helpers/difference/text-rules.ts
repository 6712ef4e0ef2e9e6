/** Something that software does to a text, and what a text has become where it was done. */
export interface TextRule {
  /** In a few words, of texts in general: `texts lose all blanks`. */
  readonly says: string
  readonly of: (text: string) => string | undefined
}

/** The most specific ones first: the first whose outcome is what was seen is what was done. */
export const textRules: readonly TextRule[] = [
  rule('lose the blanks at their beginning', (text) => text.trimStart()),
  rule('lose the blanks at their end', (text) => text.trimEnd()),
  rule('lose the blanks at both ends', (text) => text.trim()),
  rule('lose the blanks at both ends', (text) => text.replace(/^[ \t\r\n\0\v]+|[ \t\r\n\0\v]+$/g, '')),
  rule('have blanks in place of line ends and tabs', (text) => text.replace(/\r\n|[\r\n\t]/g, ' ')),
  rule('have one blank in place of several in a row', (text) => text.replace(/\s+/g, ' ')),
  rule('have one blank in place of several in a row', (text) => text.replace(/ {2,}/g, ' ')),
  rule('have one blank in place of several in a row', (text) => text.trim().replace(/\s+/g, ' ')),
  rule('lose all blanks', (text) => text.replace(/[ \t\n]/g, '')),
  rule('lose their leading zeros', (text) => text.replace(/^0+(?=\d)/, '')),
  rule('lose their plus sign', (text) => text.replace(/^\+(?=\d)/, '')),
  rule('are rewritten as numbers', asNumber),
  rule('are rewritten as whole numbers', (text) => /^[+-]?\d+/.exec(text)?.[0]),
  rule('are put into small letters', (text) => text.toLowerCase()),
  rule('are put into capitals', (text) => text.toUpperCase()),
  rule('begin with a capital', (text) => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase()),
  ...(['NFC', 'NFD', 'NFKC', 'NFKD'] as const).map((form) =>
    rule(`are normalised to ${form}`, (text) => text.normalize(form)),
  ),
  rule('lose the accents of their letters', (text) => text.normalize('NFD').replace(/\p{M}/gu, '')),
  rule('have other line ends', (text) => text.replace(/\r\n|\r/g, '\n')),
  rule('have other line ends', (text) => text.replace(/\r\n/g, '\n')),
  rule('have other line ends', (text) => text.replace(/\r?\n/g, '\r\n')),
  ...[escapeHtml('&#39;'), escapeHtml('&#039;'), escapeHtml('&apos;'), escapeHtml("'"), angles].map((of) =>
    rule('are escaped for HTML', of),
  ),
  rule('are escaped for HTML', (text) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)),
  { says: 'HTML entities in texts are decoded', of: readEntities },
  rule('lose what looks like a tag', (text) => text.replace(/<[^>]*>/g, '')),
  rule('have backslashes before quotation marks', (text) => text.replace(/["']/g, (char) => `\\${char}`)),
  rule('have backslashes before quotation marks and backslashes', (text) =>
    text.replace(/["'\\\0]/g, (char) => `\\${char}`),
  ),
  rule('have backslashes before slashes', (text) => text.replaceAll('/', '\\/')),
  rule('have quotation marks doubled', (text) => text.replaceAll("'", "''")),
  rule('lose their backslashes', (text) => text.replace(/\\(.?)/gs, '$1')),
  rule('lose their backslashes', (text) => text.replaceAll('\\', '')),
  rule('are escaped as in JSON', (text) => JSON.stringify(text).slice(1, -1)),
  rule('have escapes of JSON read', readEscapes),
  rule('are decoded as a part of a URL', decoded),
  rule('are decoded as a form', (text) => decoded(text.replaceAll('+', ' '))),
  rule('have blanks in place of plus signs', (text) => text.replaceAll('+', ' ')),
  rule('are encoded as a part of a URL', (text) => encodeURIComponent(text.toWellFormed())),
  rule('in UTF-8 are read as Latin-1', (text) => Buffer.from(text, 'utf8').toString('latin1')),
  rule('in UTF-8 are read as Windows-1252', (text) =>
    Buffer.from(text, 'utf8')
      .toString('latin1')
      .replace(/[\u0080-\u009f]/g, (char) => windows1252.charAt(char.charCodeAt(0) - 0x80)),
  ),
]

/** What Windows-1252 has where Latin-1 has control characters. */
const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

function rule(says: string, of: TextRule['of']): TextRule {
  return { says: `texts ${says}`, of }
}

function asNumber(text: string): string | undefined {
  return text.trim() !== '' && Number.isFinite(Number(text)) ? String(Number(text)) : undefined
}

function angles(text: string): string {
  return text.replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function escapeHtml(apostrophe: string): TextRule['of'] {
  return (text) => angles(text.replaceAll('&', '&amp;')).replaceAll('"', '&quot;').replaceAll("'", apostrophe)
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** Those that XML knows, and numbers; any more than that is up to who reads them. */
function readEntities(text: string): string {
  return text.replace(/&(?:#(\d+)|(\w+));/g, (entity, number, name) =>
    number === undefined ? (entities[name] ?? entity) : String.fromCodePoint(Math.min(number, 0x10ffff)),
  )
}

function readEscapes(text: string): string | undefined {
  try {
    const read: unknown = JSON.parse(`"${text}"`)
    return typeof read === 'string' ? read : undefined
  } catch {
    return undefined
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return text.replace(/%([0-7][\da-f])/gi, (_escape, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  }
}
