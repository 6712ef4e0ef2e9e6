import type { ExtraHeader } from '../target/endpoint-settings.ts'
import { UsageError } from '../usage-error.ts'
import { assertSendable } from './sendable.ts'

/** What is sent by rules of its own, and what the checks themselves vary. */
const ownHeaders: ReadonlySet<string> = new Set([
  'accept',
  'connection',
  'content-length',
  'content-type',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** The setting that gives headers, and the one that a message names: what they were read from. */
interface Source {
  readonly name: string
  readonly from: string
}

/**
 * The entries of the setting of that name, in one of three forms. Throws UsageError, without any value; it names what they
 * were read from.
 */
export function extraHeadersOf(name: string, text: string, from = name): ExtraHeader[] {
  const source = { name, from }
  const headers = text.trimStart().startsWith('{') ? ofObject(source, text) : ofLines(source, text)
  for (const [header, value] of headers) {
    assertSendable(from, value, 'header')
    if (ownHeaders.has(header.toLowerCase()))
      throw new UsageError(
        `${from} has the header ${header}, which each request has by its own rules; expected headers that a gateway asks for`,
      )
  }
  return headers
}

/** A header a line, `Name: value`; where there is but one line, several are divided by semicolons. */
function ofLines({ name, from }: Source, text: string): ExtraHeader[] {
  const byLine = /\n./.test(text.trim())
  const lines = text.split(byLine ? '\n' : /[\n;]/).map((line) => line.trim())
  const entries = lines.filter((line) => line !== '')
  const divided = byLine ? '' : ` | tr ';' '\\n'`
  return entries.map((line, at) => {
    const [, header, value] = /^([!#$%&'*+.^_`|~\w-]+):\s*(.*)$/.exec(line) ?? []
    if (!header || !value)
      throw new UsageError(
        `${from}: entry ${at + 1} is no header; expected Name: value, divided by semicolons, or for values that hold some one header a line or a JSON object`,
      )
    const nth = `$(printf %s "$${name}"${divided} | sed '/^[[:space:]]*$/d; s/^[[:space:]]*//' | sed -n ${at + 1}p)`
    return [header, value, entries.length === 1 ? `$${name}` : nth]
  })
}

/** `{"Cookie": "a=1; b=2"}` */
function ofObject({ name, from }: Source, text: string): ExtraHeader[] {
  const wrong = (what: string) =>
    new UsageError(`${from} ${what}; expected a JSON object of texts, such as {"X-Gate": "open"}`)
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    throw wrong('begins as JSON and is none')
  }
  return Object.entries(Object(parsed)).map(([header, value], at) => {
    if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(header)) throw wrong(`: entry ${at + 1} has no name of a header`)
    if (typeof value !== 'string' || value.trim() === '') throw wrong(`has no text for ${header}`)
    if (/[\r\n]/.test(value)) throw wrong(`has a line end in the value of ${header}`)
    const nth = `$(printf %s "$${name}" | node -p 'Object.entries(JSON.parse(fs.readFileSync(0)))[${at}].join(": ")')`
    return [header, value.trim(), nth]
  })
}
