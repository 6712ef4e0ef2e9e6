import { swapCase } from '../swap-case.ts'

/** Names of characters in XML and HTML. */
const entities: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
}

/** How much of a secret must stand before a place where a text was cut off for it to be taken for the secret. */
const shortestCut = 4

/**
 * The most signs in a row that are taken for one: backslashes of five escapes within one another, a run of white space.
 * Without a bound, thousands of them in an answer would be gone through anew from each.
 */
const longestRun = 31

/** What stands before a character that is escaped with backslashes. */
const backslashes = `\\\\{0,${longestRun}}`

/**
 * A pattern (without regard to case) for a secret in whatever notation a server may echo it: plain, escaped for JSON,
 * XML, HTML or a URL, any of them within another, or in base64, alone or as a part of something; also where its first
 * character or its last two are missing (or exchanged), or its end was cut off (`…`).
 */
export function anySpelling(secret: string): string {
  const plain = (secret.match(/\s+|\\+|[^\s\\]/gu) ?? []).map(anyCharacter)
  // In base64 a secret in the other case has other letters, which the search without regard to case does not find.
  const encoded = [secret, misread(secret), swapCase(secret)]
  const long = [...new Set(encoded)].filter(({ length }) => length >= 2 * shortestCut)
  const inside = long.flatMap((text) => [0, 1, 2].map((before) => base64Within(text, before)))
  return [lenient(plain, 1, 2), ...unreadable(secret), ...inside].join('|')
}

/** The secret with each run of characters beyond ASCII replaced as a whole, each of them by up to four signs. */
function unreadable(secret: string): string[] {
  if (!/[^\0-\x7f\s]/.test(secret)) return []
  const runs = secret.match(/\s+|\\+|[^\0-\x7f\s]+|[^\s\\]/gu) ?? []
  const units = runs.map((run) =>
    /^[^\0-\x7f\s]/.test(run) ? `[?\\uFFFD]{${[...run].length},${4 * [...run].length}}` : anyCharacter(run),
  )
  return [units.join('')]
}

export function escapeForPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** The units in a row. A first one and some last ones may be missing; all but four where the text was cut off. */
function lenient(units: readonly string[], first: 0 | 1, last: number): string {
  if (units.length < 2 * shortestCut) return units.join('')
  const cut = units.length - last
  const start = nested(units.slice(0, first))
  const kept = units.slice(first, first + shortestCut).join('')
  const middle = units.slice(first + shortestCut, cut)
  const end = nested(units.slice(cut))
  return `${start}${kept}(?:${middle.join('')}${end}|${nested(middle)}(?=${debris}…))`
}

/** What may be left of an escaped character that was cut through, and the quotes that a text was put into. */
const debris = '(?:[%&\\\\][\\w#%;\\\\]{0,9})?[\\x80-\\xff]{0,7}\\uFFFD?\\\\*"?'

/** As many of the units as there are, from the first on. */
function nested(units: readonly string[]): string {
  return units.reduceRight((rest, unit) => `(?:${unit}${rest})?`, '')
}

/** The base64 of something that holds the secret behind `before` other bytes (of three), as far as that is its own. */
function base64Within(secret: string, before: number): string {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)])
  const whole = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64')
  const own = [...whole.slice(before === 0 ? 0 : 4)].map((letter) =>
    letter === '+'
      ? `(?:-|${anyCharacter(letter)})`
      : letter === '/'
        ? `(?:_|${anyCharacter(letter)})`
        : letter,
  )
  // The last letters belong to what comes behind the secret too.
  return `${lenient(own, 0, 4)}[\\w+/-]{0,3}(?:${anyCharacter('=')})*`
}

/** A character in any notation; letters and digits stand for themselves. */
function anyCharacter(char: string): string {
  if (/^[a-z\d]$/i.test(char)) return char
  if (/^\s/.test(char)) return `(?:\\s|\\+|%20|\\\\{1,${longestRun}}[nrt]|&nbsp;){1,${longestRun}}`
  if (/^[ -~]$/.test(char)) return escaped(char)
  if (char.startsWith('\\')) return escaped('\\')
  // Bytes that were read in a wrong encoding, once or twice.
  const once = misread(char)
  const readings = [char, once, misread(once)].map((text) => [...text].map(escaped).join(''))
  return `(?:${readings.join('|')}|[?\\uFFFD])`
}

function misread(text: string): string {
  return Buffer.from(text).toString('latin1')
}

/** A character as it is, or escaped for JSON, a URL, XML or HTML, or for one of them within another. */
function escaped(char: string): string {
  const point = char.codePointAt(0) ?? 0
  const ampersand = '&(?:amp;)*'
  const ways = [
    [...Array(char.length).keys()].map((at) => `u${hex(char.charCodeAt(at), 4)}`).join(backslashes),
    [...Buffer.from(char)].map((byte) => `%(?:25)*${hex(byte, 2)}`).join(''),
    `${ampersand}#(?:0*${point}|x0*${hex(point, 1)});`,
    ...(entities[char] ? [`${ampersand}${entities[char]};`] : []),
  ]
  return char === '\\'
    ? `(?:\\\\|${ways.join('|')}){1,${longestRun}}`
    : `${backslashes}(?:${[escapeForPattern(char), ...ways].join('|')})`
}

function hex(number: number, digits: number): string {
  return number.toString(16).padStart(digits, '0')
}
