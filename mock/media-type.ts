export interface MediaType {
  /** `type/subtype` in lower case: both are case-insensitive. */
  readonly essence: string
  /** Names in lower case, values without their quotes. */
  readonly parameters: ReadonlyMap<string, string>
}

/** Reads one media type or media range, such as `application/JSON; charset="utf-8"`. */
export function parseMediaType(text: string): MediaType {
  const [essence = '', ...rest] = text.split(';')
  const parameters = rest.map((part): [string, string] => {
    const [name = '', ...value] = part.split('=')
    return [name.trim().toLowerCase(), unquote(value.join('=').trim())]
  })
  return { essence: essence.trim().toLowerCase(), parameters: new Map(parameters) }
}

function unquote(text: string): string {
  return /^".*"$/.test(text) ? text.slice(1, -1) : text
}

/** Whether a content type announces JSON in the one encoding that JSON is exchanged in. */
export function isJson(contentType: string | undefined): boolean {
  if (contentType === undefined) return false
  const { essence, parameters } = parseMediaType(contentType)
  const charset = parameters.get('charset') ?? 'utf-8'
  return essence === 'application/json' && charset.toLowerCase() === 'utf-8'
}
