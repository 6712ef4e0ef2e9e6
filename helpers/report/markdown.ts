import type { Mark } from '../difference/marks.ts'
import { oneLine, printable } from '../printable.ts'
import type { Marked } from './marked.ts'

/** Text that is ours, such as a title, within a line: nothing in it is read as Markdown or HTML. */
export function plain(text: string): string {
  return oneLine(text).replace(/[\\`*_[\]<>|~&]/g, '\\$&')
}

/** Text from outside: shown as it is, on one line, cut where it is long; it can open nothing and mention nobody. */
export function code(text: string): string {
  const line = oneLine(text).trim()
  const shown = line.length > 500 ? `${line.slice(0, 500).toWellFormed()}… (${line.length} characters)` : line
  return shown === '' ? '(nothing)' : span(shown)
}

/** A text from outside that has a value in it: what differs in that is bold. */
export function markedCode({ before, value, after }: Marked): string {
  const parts = [{ text: before, differs: false }, ...value, { text: after, differs: false }]
  return parts
    .filter(({ text }) => text !== '')
    .reduce<Mark[]>(together, [])
    .map(({ text, differs }) => (differs ? `**${span(text)}**` : span(text)))
    .join('')
}

/** Two spans of code side by side would be read as one. */
function together(marks: readonly Mark[], { text, differs }: Mark): Mark[] {
  const last = marks.at(-1)
  const line = text.replace(/\n/g, ' ')
  if (last?.differs !== differs) return [...marks, { text: line, differs }]
  return [...marks.slice(0, -1), { text: last.text + line, differs }]
}

function span(text: string): string {
  const fence = fenceFor(text, 1)
  // A blank at both ends of a span is taken for padding.
  const pad = /^`|`$|^ .*\S.* $/.test(text) ? ' ' : ''
  return `${fence}${pad}${text}${pad}${fence}`
}

/** The same in a table, where a bar would end the cell also within code. */
export function cell(text: string): string {
  return code(text).replaceAll('|', '\\|')
}

/** Lines from outside, as they are. */
export function codeBlock(text: string): string {
  const fence = fenceFor(text, 3)
  return `${fence}text\n${printable(text)}\n${fence}`
}

/** A row of backticks that the text does not hold. */
function fenceFor(text: string, least: number): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length))
  return '`'.repeat(Math.max(least, longest + 1))
}

export function table(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows
  return [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
