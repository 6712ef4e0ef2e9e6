import { oneLine } from '../printable.ts'
import { extraHeadersOf } from '../settings/extra-headers.ts'
import { readText, whyUnreadable } from '../text-file.ts'
import { UsageError } from '../usage-error.ts'
import { type EndpointSettings, type ExtraHeader, variable } from './endpoint-settings.ts'
import { type Printed, printedBy } from './header-command.ts'
import { type RedactedValue, Redactor } from './redact.ts'

/** What the file or the command of a gateway's headers gives, or one sentence for why it gives none. */
export type ReadHeaders = { readonly headers: readonly ExtraHeader[] } | { readonly problem: string }

/** The most characters of what a command says of itself. */
const longestSaid = 200

/** Undefined where neither a file nor a command gives them. In a problem, secrets of other settings are not hidden. */
export async function readGatewayHeaders(
  settings: EndpointSettings,
  seconds: number,
  signal: AbortSignal,
): Promise<ReadHeaders | undefined> {
  const { endpoint, extraHeadersFile: file, extraHeadersCommand: command } = settings
  if (command !== undefined) return printedHeaders(endpoint, await printedBy(command, seconds, signal))
  return file === undefined ? undefined : headersOfFile(endpoint, file)
}

function headersOfFile(endpoint: string, file: string): ReadHeaders {
  const name = variable(endpoint, 'EXTRA_HEADERS_FILE')
  try {
    return headersIn(endpoint, name, readText(file))
  } catch (error) {
    return { problem: `${name} names ${file}, which ${whyUnreadable(error)}` }
  }
}

function printedHeaders(endpoint: string, { text, problem, output, said }: Printed): ReadHeaders {
  const name = variable(endpoint, 'EXTRA_HEADERS_COMMAND')
  if (text !== undefined) return headersIn(endpoint, name, text)
  const { redact } = new Redactor(partsOf(output, shownHeaders(endpoint)))
  const [first = ''] = said.split('\n').filter((line) => line.trim() !== '')
  const why = oneLine(redact(first)).trim().slice(0, longestSaid).toWellFormed()
  const expected = 'expected headers on its standard output, as in a file'
  return { problem: `${name} ${problem}${why === '' ? '' : `: ${why}`}; ${expected}` }
}

function headersIn(endpoint: string, from: string, text: string): ReadHeaders {
  try {
    return { headers: extraHeadersOf(variable(endpoint, 'EXTRA_HEADERS'), text, from) }
  } catch (error) {
    if (error instanceof UsageError) return { problem: error.message }
    throw error
  }
}

/** The values of a gateway's headers, and what stands in their place. */
export function gatewaySecrets({ endpoint, extraHeaders }: EndpointSettings): RedactedValue[] {
  const name = shownHeaders(endpoint)
  return extraHeaders.flatMap(([, value]) => [{ value, name }, ...partsOf(value, name)])
}

/** What stands for them in a request that is shown. */
export function shownHeaders(endpoint: string): string {
  return `$${variable(endpoint, 'EXTRA_HEADERS')}`
}

/** A gateway shows a token without the scheme before it, and a cookie without its name; short ones tell nothing. */
function partsOf(text: string, name: string): RedactedValue[] {
  const parts = text.split(/[\s;,"]+|(?<=\w)=(?=[^=])/)
  return [...new Set(parts)].filter(({ length }) => length >= 8).map((value) => ({ value, name }))
}
