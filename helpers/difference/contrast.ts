import { between, commonStart, countOf } from './characters.ts'

/** Two values as JSON, each cut around where they differ. */
export interface Contrast {
  readonly expected: string
  readonly seen: string
}

/** Code units of a value that are shown whole; of a longer one, those before and after where it differs. */
const shownWhole = 200
const shownBefore = 60
const shownAfter = 100

/** Two values set against each other, and how long each is, where that is not seen at once. */
export interface Measured extends Contrast {
  /** Of a text in characters, of a list in items, as words in brackets; empty where it need not be told. */
  readonly lengths: { readonly expected: string; readonly seen: string }
}

/** Sets two values against each other. Each is written as JSON once: it may have megabytes. */
export function contrastOf(expected: unknown, seen: unknown): Measured {
  const [a, b] = [textOf(expected), textOf(seen)]
  const start = commonStart(a, b)
  return {
    expected: cutAround(a, start),
    seen: cutAround(b, start),
    lengths: lengthsOf([expected, a], [seen, b]),
  }
}

/** Lengths beyond this are not counted at a glance. */
const told = 20

/** A value and its JSON. */
type Written = readonly [value: unknown, text: string]

function lengthsOf(expected: Written, seen: Written): Measured['lengths'] {
  const lengths = { expected: lengthOf(...expected), seen: lengthOf(...seen) }
  const isLong = expected[1].length > shownWhole || seen[1].length > shownWhole
  const isTold =
    isLong || (lengths.expected !== lengths.seen && Math.max(sizeOf(...expected), sizeOf(...seen)) > told)
  return isTold ? lengths : { expected: '', seen: '' }
}

/** The length of a value in words, in brackets; `text` is its JSON. */
export function lengthOf(value: unknown, text: string): string {
  const unit = Array.isArray(value) ? 'item' : 'character'
  const count = sizeOf(value, text)
  return ` (${count} ${unit}${count === 1 ? '' : 's'})`
}

function sizeOf(value: unknown, text: string): number {
  if (Array.isArray(value)) return value.length
  return countOf(typeof value === 'string' ? value : text)
}

export function textOf(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value)
}

function cutAround(text: string, start: number): string {
  if (text.length <= shownWhole) return text
  const from = start <= shownBefore ? 0 : between(text, start - shownBefore)
  const to = between(text, start + shownAfter)
  return `${from > 0 ? '…' : ''}${copied(text.slice(from, to))}${to < text.length ? '…' : ''}`
}

/** A part of a text keeps the whole of it in memory, be it megabytes; a copy does not. */
export function copied(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le')
}
