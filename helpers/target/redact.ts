import { anySpelling, escapeForPattern } from './spellings.ts'

/** Replaces every spelling of a secret in a text by a name such as `$SQS_PASSWORD`. */
export type Redact = (text: string) => string

/** A secret's value and the name that stands in its place. */
export interface RedactedValue {
  readonly value: string
  readonly name: string
}

/** Below this length a value is too common to be replaced wherever it stands: `a` would blank out every word. */
const shortestReplaced = 4

/** Keeps secrets out of all that is written and printed. */
export class Redactor {
  readonly #redactKnown: Redact
  readonly #learned = new Map<string, string>()
  #redactLearned: Redact = (text) => text

  /** For these values, in all the notations that a server may echo them in. */
  constructor(values: readonly RedactedValue[]) {
    this.#redactKnown = replacing(values, anySpelling)
  }

  readonly redact: Redact = (text) => this.#redactKnown(this.#redactLearned(text))

  /** Learns what was made of the values for a request, such as half-right credentials and what encodes them. */
  learn(values: readonly RedactedValue[]): void {
    const unknown = values.filter(({ value }) => !this.#learned.has(value))
    if (unknown.length === 0) return
    for (const { value, name } of unknown) {
      this.#learned.set(value, name)
      this.#learned.set(Buffer.from(value).toString('base64').replace(/=+$/, ''), name)
    }
    const learned = [...this.#learned].map(([value, name]) => ({ value, name }))
    this.#redactLearned = replacing(learned, wholeWord)
  }
}

/** What was learned may be the beginning of something else, which is redacted as a whole. */
function wholeWord(value: string): string {
  return `(?<![\\w+/-])${escapeForPattern(value)}(?![\\w+/-])`
}

/** Replaces what the pattern of each value finds by its name, the longest value first. */
function replacing(values: readonly RedactedValue[], patternOf: (value: string) => string): Redact {
  const known = values
    .filter(({ value }) => value.length >= shortestReplaced)
    .sort((a, b) => b.value.length - a.value.length)
  if (known.length === 0) return (text) => text
  const pattern = new RegExp(known.map(({ value }) => `(${patternOf(value)})`).join('|'), 'gi')
  return (text) =>
    text.replace(pattern, (_found, ...groups: unknown[]) => {
      return known[groups.findIndex((group) => group !== undefined)]?.name ?? '$SECRET'
    })
}
