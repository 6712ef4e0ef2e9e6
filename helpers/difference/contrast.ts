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

/** Sets two values against each other. */
export function contrastOf(expected: unknown, seen: unknown): Contrast {
  const [a, b] = [textOf(expected), textOf(seen)]
  const start = commonStart(a, b)
  return { expected: cutAround(a, start), seen: cutAround(b, start) }
}

/** How long the two values are, where that is not seen at once: of texts in characters, of lists in items. */
export function lengthsOf(expected: unknown, seen: unknown): readonly [string, string] {
  const [a, b] = [lengthOf(expected), lengthOf(seen)]
  const isLong = textOf(expected).length > shownWhole || textOf(seen).length > shownWhole
  const isTold = isLong || (a !== b && Math.max(sizeOf(expected), sizeOf(seen)) > told)
  return isTold ? [a, b] : ['', '']
}

/** Lengths beyond this are not counted at a glance. */
const told = 20

/** The length of a value in words, in brackets. */
export function lengthOf(value: unknown): string {
  const unit = Array.isArray(value) ? 'item' : 'character'
  const count = sizeOf(value)
  return ` (${count} ${unit}${count === 1 ? '' : 's'})`
}

function sizeOf(value: unknown): number {
  if (Array.isArray(value)) return value.length
  return countOf(typeof value === 'string' ? value : textOf(value))
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
