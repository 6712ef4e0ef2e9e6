/** A part of a saved page, under the heading that it stands below. */
export interface Passage {
  readonly heading: string
  /** What it says, line by line, white space aside. */
  readonly lines: readonly string[]
}

/** A saved page of a document. */
export interface Page {
  /** Its first words: what it calls itself. */
  readonly title: string
  readonly passages: readonly Passage[]
}

/** What stands before the first heading, by the name that catalogues have for it. */
const introduction = 'Introduction'

/**
 * The passages of a saved page in Markdown, HTML or plain text. Plain text does not say which of its lines are
 * headings: those that a catalogue names are.
 */
export function readPage(text: string, named: readonly string[]): Page {
  const known = new Map(named.map((name) => [folded(name), name]))
  const passages = new Map<string, string[]>()
  let title: string | undefined
  let heading = introduction
  let inCode = false
  for (const line of linesOf(text)) {
    if (line.startsWith('```')) inCode = !inCode
    const found = inCode ? undefined : headingIn(line, known)
    if (title === undefined) {
      title = found ?? line
      if (!known.has(folded(title))) continue
    }
    if (found !== undefined) heading = found
    const lines = passages.get(heading) ?? []
    passages.set(heading, found === undefined ? [...lines, line] : lines)
  }
  return {
    title: title ?? '',
    passages: [...passages].map(([each, lines]) => ({ heading: each, lines })),
  }
}

function headingIn(line: string, known: ReadonlyMap<string, string>): string | undefined {
  const marked = /^#{1,6}\s+(.*)$/.exec(line)?.[1]
  return known.get(folded(marked ?? line)) ?? marked
}

/** A heading however it is written: capitals, marks before it and a colon after it aside. */
export function folded(text: string): string {
  return text
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(/[\s:#]+$/u, '')
    .toLowerCase()
}

/** Lines that say something, without what only lays them out. */
function linesOf(text: string): string[] {
  return withoutTags(text)
    .split(/\r?\n/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => /[\p{L}\p{N}]/u.test(line) || line.startsWith('```'))
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  nbsp: ' ',
}

/** HTML as text, its headings as those of Markdown; other text stays as it is. */
function withoutTags(text: string): string {
  if (!/<(!doctype html|html|body)\b/i.test(text)) return text
  return text
    .replace(/<(script|style)\b.*?<\/\1>/gis, '')
    .replace(
      /<h([1-6])\b[^>]*>(.*?)<\/h\1>/gis,
      (_, __, inner: string) => `\n# ${inner.replace(/<[^>]*>/g, '')}\n`,
    )
    .replace(/<(br|p|div|li|tr|pre|table|section|ul|ol)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => entities[name] ?? '')
}
