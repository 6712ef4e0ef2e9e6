import { UsageError } from '../usage-error.ts'

/** The address of a proxy; without a scheme it is http, as curl has it. Throws UsageError, without the value. */
export function proxyUrl(name: string, found: string): string {
  const wrong = (what: string) =>
    new UsageError(`${name} ${what}; expected a URL such as http://proxy.example.org:3128`)
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(found) ? found : `http://${found}`
  if (!URL.canParse(text)) throw wrong('is not a URL')
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw wrong(`has the scheme ${url.protocol}, which is not supported`)
  if (!isEncoded(url.username) || !isEncoded(url.password))
    throw wrong('has a % in its user name or password that encodes nothing (write %25 for it)')
  return text
}

function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}
