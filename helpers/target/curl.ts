import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { sameHeaderName } from './header.ts'
import type { Redact } from './redact.ts'
import { fitsInLine, quote } from './shell.ts'
import type { WireRequest } from './wire-request.ts'

/** Past this length (in bytes) a body is not written into a command line. */
const longestArgument = 600

/** A body that a command line cannot hold, as a file that it names. */
export interface BodyFile {
  /** Below the folder of the reports. */
  readonly name: string
  /** The body, compressed with gzip and in base64. */
  readonly gzip: string
}

/**
 * A `curl` line that sends the same request. Secrets stand in it as shell variables; their names are not redacted, as
 * a password may be a part of one.
 */
export function curlCommand(request: WireRequest, url: string, redact: Redact): string {
  const dotted = /\/\.\.?(?=\/|\?|$)/.test(url)
  // What it would take for a list of addresses.
  const globbed = /[[\]{}]/.test(url)
  const asIs = `${dotted ? ' --path-as-is' : ''}${globbed ? ' --globoff' : ''}`
  const parts = [`curl -i${asIs} -X ${quote(request.method)} ${quote(redact(url))}`]
  for (const { name, value, curl } of request.headers) {
    // With a colon, curl leaves out a header whose value is empty.
    const line = value.trim() === '' ? `${name};` : `${name}: ${value}`
    parts.push((value && curl) || `-H ${quote(redact(line))}`)
  }
  for (const name of ['User-Agent', 'Accept', ...(request.body ? ['Content-Type'] : [])]) {
    // curl adds these by itself; an empty value keeps it from doing so.
    if (!request.headers.some((header) => sameHeaderName(header.name, name))) parts.push(`-H '${name}:'`)
  }
  if (request.body) parts.push(bodyArgument(request.body, redact))
  return parts.join(' ')
}

function bodyArgument(body: Uint8Array, redact: Redact): string {
  const inLine = textInLine(body)
  return inLine === undefined ? `--data-binary @${nameOf(body)}` : `--data-raw ${quote(redact(inLine))}`
}

/** The body as text, where a command line can hold it. */
function textInLine(body: Uint8Array): string | undefined {
  if (body.length > longestArgument) return undefined
  const text = Buffer.from(body).toString('utf8')
  return fitsInLine(text) && Buffer.from(text).equals(body) ? text : undefined
}

function nameOf(body: Uint8Array): string {
  return `bodies/${createHash('sha256').update(body).digest('hex').slice(0, 12)}`
}

/** The file that the command line of a request needs; none where the line holds the body, or that holds a secret. */
export function bodyFile(body: Uint8Array, redact: Redact): BodyFile | undefined {
  if (textInLine(body) !== undefined) return undefined
  const text = Buffer.from(body).toString('latin1')
  if (redact(text) !== text) return undefined
  return { name: nameOf(body), gzip: gzipSync(body).toString('base64') }
}

/** The command line of a request, with the file of its body in this folder. */
export function curlWithFile(curl: string, { name }: BodyFile, folder: string): string {
  return curl.replaceAll(`@${name}`, () => quote(`@${folder}/${name}`))
}
