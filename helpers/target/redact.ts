/** Replaces every spelling of a secret in a text by a name such as `$SQS_PASSWORD`. */
export type Redact = (text: string) => string

/** A secret's value and the name that stands in its place. */
export interface RedactedValue {
  readonly value: string
  readonly name: string
}

/** Below this length a value is too common to be replaced wherever it stands: `a` would blank out every word. */
const shortestReplaced = 4

/** A redactor for the given values, in the spellings that a server may echo them in. */
export function redactor(values: readonly RedactedValue[]): Redact {
  const names = new Map<string, string>()
  for (const { value, name } of values) {
    if (value.length < shortestReplaced) continue
    for (const spelling of spellings(value)) names.set(spelling, name)
  }
  if (names.size === 0) return (text) => text
  const longestFirst = [...names.keys()].sort((a, b) => b.length - a.length)
  const pattern = new RegExp(longestFirst.map(escapeForPattern).join('|'), 'gi')
  const lowered = new Map([...names].map(([spelling, name]) => [spelling.toLowerCase(), name]))
  return (text) =>
    text.replace(pattern, (found) => names.get(found) ?? lowered.get(found.toLowerCase()) ?? '$SECRET')
}

function spellings(value: string): string[] {
  const bytes = Buffer.from(value)
  const json = JSON.stringify(value).slice(1, -1)
  return [
    value,
    bytes.toString('base64'),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('latin1'),
    encodeURIComponent(value),
    encodeURIComponent(value).replaceAll('%20', '+'),
    json,
    json.replaceAll('/', '\\/'),
    asciiJson(json),
    xmlEscaped(value, '&apos;'),
    xmlEscaped(value, '&#39;'),
  ].filter((spelling) => spelling.length >= shortestReplaced)
}

function asciiJson(json: string): string {
  return json.replace(/[^\x20-\x7e]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function xmlEscaped(value: string, apostrophe: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", apostrophe)
}

function escapeForPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
