import { oneLine, printable } from './explain.ts'

/** Text that is ours, such as a title, within a line: nothing in it is read as Markdown or HTML. */
export function plain(text: string): string {
  return oneLine(text).replace(/[\\`*_[\]<>|~&]/g, '\\$&')
}

/** Text from outside: shown as it is, on one line, cut where it is long; it can open nothing and mention nobody. */
export function code(text: string): string {
  const line = oneLine(text).trim()
  const shown = line.length > 500 ? `${line.slice(0, 500).toWellFormed()}… (${line.length} characters)` : line
  const fence = fenceFor(shown, 1)
  const pad = /^`|`$/.test(shown) ? ' ' : ''
  return shown === '' ? '(nothing)' : `${fence}${pad}${shown}${pad}${fence}`
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
