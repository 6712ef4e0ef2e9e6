import { extraHeadersOf } from '../settings/extra-headers.ts'
import { readText } from '../text-file.ts'
import { type EndpointSettings, type ExtraHeader, variable } from './endpoint-settings.ts'
import type { Header } from './header.ts'
import type { RedactedValue } from './redact.ts'
import type { WireRequest } from './wire-request.ts'

/**
 * The headers that a gateway in front of the target asks for. Those of a file are read again once they are refused: a
 * token expires in the middle of a run, and whoever renews it writes the file.
 */
export class GatewayHeaders {
  readonly #name: string
  readonly #file: string | undefined
  #current: readonly ExtraHeader[]

  constructor({ endpoint, extraHeaders, extraHeadersFile }: EndpointSettings) {
    this.#name = variable(endpoint, 'EXTRA_HEADERS')
    this.#file = extraHeadersFile
    this.#current = extraHeaders
  }

  get all(): Header[] {
    return this.#current.map(([name, value, shell]) => ({
      name,
      value,
      shown: `$${this.#name}`,
      curl: `-H "${shell}"`,
    }))
  }

  get secrets(): RedactedValue[] {
    return this.#current.map(([, value]) => ({ value, name: `$${this.#name}` }))
  }

  /** Reads the file again; whether that gives other headers. */
  renew(): boolean {
    const found = this.#file === undefined ? undefined : headersIn(this.#name, this.#file)
    if (!found || JSON.stringify(found) === JSON.stringify(this.#current)) return false
    this.#current = found
    return true
  }

  /** A request with the headers of now: it may have been written before they were renewed. */
  applyTo(request: WireRequest): WireRequest {
    const others = request.headers.filter(({ shown }) => shown !== `$${this.#name}`)
    if (others.length === request.headers.length) return request
    return { ...request, headers: [...others, ...this.all] }
  }
}

/** Undefined where the file gives none: somebody may be writing it. What was refused then stays refused. */
function headersIn(name: string, file: string): ExtraHeader[] | undefined {
  try {
    return extraHeadersOf(name, readText(file).replace(/\r?\n$/, ''))
  } catch {
    return undefined
  }
}
