/** An address as all of its spellings are written: `http://h/`, `http://h:80` and `HTTP://H` are `http://h`. */
export function baseAddress(text: string): string {
  if (!URL.canParse(text)) return text
  const { origin, pathname } = new URL(text)
  return `${origin}${pathname.replace(/\/+$/, '')}`
}
