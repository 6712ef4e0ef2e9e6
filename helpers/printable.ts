/** What the badges of some characters that cannot be seen are called; the others go by their number. */
const names: Readonly<Record<string, string>> = {
  '\u00a0': 'NBSP',
  '\u00ad': 'SHY',
  '\u200b': 'ZWSP',
  '\u200c': 'ZWNJ',
  '\u200d': 'ZWJ',
  '\u200e': 'LRM',
  '\u200f': 'RLM',
}

/** What cannot be seen, and what a terminal or a log would obey; blanks, line ends and tabs stay as they are. */
export const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|[^\S \n\t]/gu

/**
 * What a server sends may hold control and escape characters, and commands that a CI reads off its log
 * (`##[error]`, `##vso[…]`): no terminal or log is written to by it. In their place stand badges such as ‹ZWNJ›.
 */
export function printable(line: string): string {
  return line
    .toWellFormed()
    .replace(/##(?=\w*\[)/g, `#${badge('#')}`)
    .replace(unseen, (char) => (char === '\n' || char === '\t' ? char : badge(char)))
}

/** What stands in place of a character that is not shown: ‹ZWNJ›, ‹U+FEFF›. */
export function badge(char: string): string {
  const number = char.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')
  return `‹${names[char] ?? `U+${number}`}›`
}

/** The same on one line, whatever it was. */
export function oneLine(text: string): string {
  return printable(text).replace(/\s+/g, ' ')
}
