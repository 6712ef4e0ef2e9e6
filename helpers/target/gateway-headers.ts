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
  readonly #given: EndpointSettings
  #current: EndpointSettings
  /** How often they were renewed. */
  renewals = 0

  constructor(settings: EndpointSettings) {
    this.#given = settings
    this.#current = settings
  }

  get all(): Header[] {
    const shown = shownOf(this.#given)
    return this.#current.extraHeaders.map(([name, value, shell]) => ({
      name,
      value,
      shown,
      curl: `-H "${shell}"`,
    }))
  }

  /** Reads the file again; gives the secrets in it where they are others. */
  renew(): RedactedValue[] {
    const extraHeaders = headersIn(this.#given)
    if (!extraHeaders || JSON.stringify(extraHeaders) === JSON.stringify(this.#current.extraHeaders))
      return []
    this.#current = { ...this.#given, extraHeaders }
    this.renewals++
    return gatewaySecrets(this.#current)
  }

  /** A request with the headers of now: it may have been written before they were renewed. */
  applyTo(request: WireRequest): WireRequest {
    if (this.#current === this.#given) return request
    const others = request.headers.filter(({ shown }) => shown !== shownOf(this.#given))
    if (others.length === request.headers.length) return request
    return { ...request, headers: [...others, ...this.all] }
  }
}

/** The values of a gateway's headers, and what stands in their place. */
export function gatewaySecrets(settings: EndpointSettings): RedactedValue[] {
  return settings.extraHeaders.map(([, value]) => ({ value, name: shownOf(settings) }))
}

function shownOf({ endpoint }: EndpointSettings): string {
  return `$${variable(endpoint, 'EXTRA_HEADERS')}`
}

/** Undefined where the file gives none: somebody may be writing it. What was refused then stays refused. */
function headersIn({ endpoint, extraHeadersFile }: EndpointSettings): ExtraHeader[] | undefined {
  if (extraHeadersFile === undefined) return undefined
  try {
    return extraHeadersOf(variable(endpoint, 'EXTRA_HEADERS'), readText(extraHeadersFile))
  } catch {
    return undefined
  }
}
