interface Declaration {
  readonly name: string
  readonly kind: string
  readonly exported: boolean
  /** What is said of it, as Markdown. */
  readonly says: string
  readonly code: string
}

/** Every declaration of the rolled-up types: what is said of it, its shape, and the types that it leads to. */
export function renderApi(rollUp: string): string {
  const all = declarationsIn(rollUp)
  const types = all.filter(({ kind }) => /^(interface|type|class)$/.test(kind))
  const exported = all.filter((each) => each.exported)
  const sections = (some: readonly Declaration[]) => some.flatMap((each) => sectionOf(each, types))
  return [
    '# API reference',
    '',
    'Written by `npm run docs` from the types that the package exports, in the order of their names.',
    '[library.md](library.md) shows how they are used, in examples that run.',
    '',
    '## Functions and values',
    ...sections(exported.filter((each) => !types.includes(each))),
    '',
    '## Types',
    ...sections(exported.filter((each) => types.includes(each))),
    '',
    '## Types that these are made of',
    '',
    'Reached through the types above, and not exported by these names.',
    ...sections(all.filter((each) => !each.exported)),
    '',
  ].join('\n')
}

/** Lines of a declaration that are shown: a type of hundreds of ids is read in an editor. */
const longest = 100

function inBrief(code: string): string {
  const lines = code.split(/\n| (?=\| ')/)
  const rest = lines.length - longest
  return rest > 0 ? [...lines.slice(0, 5), `// and ${lines.length - 5} more`].join('\n') : code
}

/** Declarations stand apart by an empty line, and begin where a line begins. */
function declarationsIn(rollUp: string): Declaration[] {
  return rollUp
    .trim()
    .split(/\n\n(?=\S)/)
    .filter((text) => !/^(import .*|export \{ ?\})$/.test(text))
    .map(declarationIn)
}

function declarationIn(text: string): Declaration {
  const found = /^(?:\/\*\*(.*?)\*\/\n)?(export )?declare ((?:abstract )?(\w+) (\w+).*)$/s.exec(text)
  const [, comment = '', exported, code, kind, name] = found ?? []
  if (code === undefined || kind === undefined || name === undefined)
    throw new Error(`no declaration that could be told:\n${text}`)
  const says = comment.replaceAll(/^ *\* ?/gm, '').trim()
  return { name, kind, exported: exported !== undefined, says, code }
}

function sectionOf({ name, says, code }: Declaration, types: readonly Declaration[]): string[] {
  const words = new Set(`${says}\n${code}`.match(/\w+/g))
  const named = types.filter((type) => type.name !== name && words.has(type.name))
  const links = named.map((type) => `[${type.name}](#${type.name.toLowerCase()})`)
  return [
    '',
    `### ${name}`,
    ...(says === '' ? [] : ['', says]),
    '',
    '```ts',
    inBrief(code),
    '```',
    ...(links.length === 0 ? [] : ['', `See ${links.join(', ')}.`]),
  ]
}
