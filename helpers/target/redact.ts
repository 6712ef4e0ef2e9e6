import { shortestReplaced } from './common-words.ts'
import { anySpelling, escapeForPattern } from './spellings.ts'

/** Replaces every spelling of a secret in a text by a name such as `$SQS_PASSWORD`. */
export type Redact = (text: string) => string

/** A secret's value and the name that stands in its place. */
export interface RedactedValue {
  readonly value: string
  readonly name: string
}

/** A word below this length is replaced where it stands alone: within others it may be a part of them. */
const longestWord = 8

/** Keeps secrets out of all that is written and printed. */
export class Redactor {
  #known: readonly RedactedValue[] = []
  #redactKnown: Redact = (text) => text
  readonly #learned = new Map<string, string>()
  #redactLearned: Redact = (text) => text
  readonly #isCommon: (value: string) => boolean

  /** For these values, in all the notations that a server may echo them in; those that are common words stay. */
  constructor(values: readonly RedactedValue[], isCommon: (value: string) => boolean = isShort) {
    this.#isCommon = isCommon
    this.know(values)
  }

  readonly redact: Redact = (text) => this.#redactKnown(this.#redactLearned(text))

  /** Replaces these as well, in all the same notations. */
  know(values: readonly RedactedValue[]): void {
    if (values.length === 0) return
    this.#known = [...this.#known, ...values.filter(({ value }) => !this.#isCommon(value))]
    this.#redactKnown = replacing(this.#known, spelledAlone)
  }

  /** Learns what was made of the values for a request, such as half-right credentials and what encodes them. */
  learn(values: readonly RedactedValue[]): void {
    const unknown = values.filter(({ value }) => !this.#learned.has(value) && !this.#isCommon(value))
    if (unknown.length === 0) return
    for (const { value, name } of unknown) {
      this.#learned.set(value, name)
      this.#learned.set(Buffer.from(value).toString('base64').replace(/=+$/, ''), name)
    }
    const learned = [...this.#learned].map(([value, name]) => ({ value, name }))
    this.#redactLearned = replacing(learned, wholeWord)
  }
}

function isShort(value: string): boolean {
  return value.length < shortestReplaced
}

/** Any spelling of a value; of a short word, where no letter or digit stands beside it but one that encodes a sign. */
function spelledAlone(value: string): string {
  const spelled = anySpelling(value)
  if (value.length >= longestWord || !/^\w+$/.test(value)) return spelled
  return `(?:(?<!\\w)|(?<=%[\\da-f]{2}|\\\\u[\\da-f]{4}|\\\\[nrt]))(?:${spelled})(?!\\w)`
}

/** What was learned may be the beginning of something else, which is redacted as a whole. */
function wholeWord(value: string): string {
  return `(?<![\\w+/-])${escapeForPattern(value)}(?![\\w+/-])`
}

/** Replaces what the pattern of each value finds by its name, the longest value first. */
function replacing(values: readonly RedactedValue[], patternOf: (value: string) => string): Redact {
  const known = values.filter(({ value }) => !isShort(value)).sort((a, b) => b.value.length - a.value.length)
  if (known.length === 0) return (text) => text
  const pattern = new RegExp(known.map(({ value }) => `(${patternOf(value)})`).join('|'), 'gi')
  return (text) =>
    text.replace(pattern, (_found, ...groups: unknown[]) => {
      return known[groups.findIndex((group) => group !== undefined)]?.name ?? '$SECRET'
    })
}
