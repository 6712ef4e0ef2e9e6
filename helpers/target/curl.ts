import { sameHeaderName } from './header.ts'
import type { Redact } from './redact.ts'
import type { WireRequest } from './wire-request.ts'

/** Past this length (in bytes) a body is not written into a command line. */
const longestArgument = 4096

/**
 * A `curl` line that sends the same request. Secrets stand in it as shell variables; their names are not redacted, as
 * a password may be a part of one.
 */
export function curlCommand(request: WireRequest, url: string, redact: Redact): string {
  const dotted = /\/\.\.?(?=\/|\?|$)/.test(url)
  const parts = [`curl -i${dotted ? ' --path-as-is' : ''} -X ${quote(request.method)} ${quote(redact(url))}`]
  for (const { name, value, curl } of request.headers)
    parts.push(curl ?? `-H ${quote(redact(`${name}: ${value}`))}`)
  for (const name of ['User-Agent', 'Accept', ...(request.body ? ['Content-Type'] : [])]) {
    // curl adds these by itself; an empty value keeps it from doing so.
    if (!request.headers.some((header) => sameHeaderName(header.name, name))) parts.push(`-H '${name}:'`)
  }
  if (request.body) parts.push(redact(bodyArgument(request.body)))
  return parts.join(' ')
}

function bodyArgument(body: Uint8Array): string {
  if (body.length > longestArgument) return `--data-binary @body # ${body.length} bytes, see the record`
  const text = Buffer.from(body).toString('utf8')
  if (Buffer.from(text).equals(body) && !/\p{Cc}/u.test(text.replace(/[\n\t]/g, '')))
    return `--data-raw ${quote(text)}`
  const octets = [...body].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')
  return `--data-binary @<(printf '${octets}')`
}

function quote(text: string): string {
  return /^[\w./:@%=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}
