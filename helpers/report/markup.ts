/** Markup that is safe to write. Only a template and what is its own make it: a text of a record cannot pass for it. */
export class Markup {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  toString(): string {
    return this.#text
  }
}

/** What may stand in a template: markup as it is, anything else escaped. `undefined` and `false` are nothing. */
export type Part = Markup | string | number | undefined | false | readonly Part[]

/** Makes markup of a template literal; whatever is put into it is escaped. */
export type Template = (texts: TemplateStringsArray, ...parts: readonly Part[]) => Markup

/** The template of a language that has this way to spell any text. */
export function templateOf(escapeText: (text: string) => string): Template {
  const markupOf = (part: Part): string => {
    if (part === undefined || part === false) return ''
    if (part instanceof Markup) return part.toString()
    if (typeof part === 'object') return part.map(markupOf).join('')
    return escapeText(String(part))
  }
  return ([first = '', ...rest], ...parts) =>
    new Markup(rest.reduce((markup, text, at) => markup + markupOf(parts[at]) + text, first))
}
