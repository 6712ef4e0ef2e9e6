import { differencesOf } from '../difference/marks.ts'
import { printable } from '../printable.ts'
import type { CheckRecord } from '../record/record.ts'
import { type Marked, markedOf } from './marked.ts'

/** How a text is shown where it can be more than plain. */
export interface Look {
  /** Makes what differs stand out. */
  readonly mark: (text: string) => string
  /** Keeps the writing direction of a text to itself. */
  readonly isolate: (text: string) => string
  /** How many columns a line has; undefined where it has as many as it needs. */
  readonly columns?: number
}

/** The look of a file: what differs is marked by a line of carets alone. */
export const plainLook: Look = { mark: (text) => text, isolate: (text) => text }

/** Columns of the labels that stand before what is told. */
export const labelled = 12

/** What was expected and seen, one below the other, with what differs marked and said. */
export function setAgainst(check: CheckRecord, look: Look): string[] {
  const { expected = '', seen = '', difference } = check
  const marked = markedOf(check)
  const differs = difference && differencesOf(difference)
  return [
    ...lineOf('expected', expected, marked?.expected, look),
    ...lineOf('saw', seen, marked?.seen, look),
    ...(differs === undefined ? [] : [`${'differs'.padEnd(labelled)}${printable(differs)}`]),
  ]
}

function lineOf(label: string, sentence: string, marked: Marked | undefined, look: Look): string[] {
  const head = label.padEnd(labelled)
  if (!marked) return [head + printable(sentence)]
  const { before, value, after } = marked
  const shown = value.map(({ text, differs }) => (differs ? look.mark(text) : text)).join('')
  return [`${head}${before}${look.isolate(shown)}${after}`, ...caretsOf(head, marked, look)]
}

/** Characters that take one column each, wherever they are shown. */
const oneColumn = /^[ -~\u00a1-\u024f‹›…]*$/

/** Carets below what differs; none where a character takes another width, or a line would be broken. */
function caretsOf(head: string, { before, value, after }: Marked, { columns }: Look): string[] {
  const line = head + before + value.map(({ text }) => text).join('') + after
  if (!oneColumn.test(line) || line.length > (columns ?? line.length)) return []
  const carets = value.map(({ text, differs }) => (differs ? '^' : ' ').repeat(text.length)).join('')
  return carets.trim() === '' ? [] : [(' '.repeat(head.length + before.length) + carets).trimEnd()]
}
