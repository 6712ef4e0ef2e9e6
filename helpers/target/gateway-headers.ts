import type { EndpointSettings } from './endpoint-settings.ts'
import type { Header } from './header.ts'
import { gatewaySecrets, readGatewayHeaders, shownHeaders } from './read-gateway-headers.ts'
import type { RedactedValue } from './redact.ts'
import type { WireRequest } from './wire-request.ts'

/** Milliseconds before a command that did not help is run again: what is refused then is not for want of it. */
const rest = 5_000

/**
 * The headers that a gateway in front of the target asks for. Those of a file or a command are read again once they are
 * refused: a token expires in the middle of a run.
 */
export class GatewayHeaders {
  readonly #given: EndpointSettings
  readonly #seconds: number
  #current: EndpointSettings
  #renewing: Promise<RedactedValue[]> | undefined
  #uselessAt = Number.NEGATIVE_INFINITY
  #restsUntil = Number.NEGATIVE_INFINITY
  #cutOff = new AbortController()
  /** How often they were renewed. */
  renewals = 0
  /** Why the last try gave no others; undefined where it did. */
  problem: string | undefined

  /** @param seconds that a command may take */
  constructor(settings: EndpointSettings, seconds: number) {
    this.#given = settings
    this.#current = settings
    this.#seconds = seconds
  }

  get all(): Header[] {
    const { endpoint, extraHeaders } = this.#current
    const shown = shownHeaders(endpoint)
    return extraHeaders.map(([name, value, shell]) => ({ name, value, shown, curl: `-H "${shell}"` }))
  }

  /**
   * Reads them again, once for all that were refused before; gives the secrets in them where they are others.
   *
   * @param renewals that there had been when the refused request was sent
   */
  async renew(renewals: number): Promise<RedactedValue[]> {
    // One that is running may have read what has expired since.
    const secrets = this.#renewing ? await this.#renewing : []
    if (this.renewals !== renewals) return secrets
    this.#renewing ??= this.#read().finally(() => {
      this.#renewing = undefined
    })
    return this.#renewing
  }

  async #read(): Promise<RedactedValue[]> {
    if (performance.now() < this.#restsUntil) return []
    const found = await readGatewayHeaders(this.#given, this.#seconds, this.#cutOff.signal)
    if (!found) return []
    const isOther =
      'headers' in found && JSON.stringify(found.headers) !== JSON.stringify(this.#current.extraHeaders)
    this.problem =
      'problem' in found ? found.problem : isOther ? undefined : 'it gives the same headers again'
    if (!isOther) return []
    this.#current = { ...this.#given, extraHeaders: found.headers }
    this.renewals++
    return gatewaySecrets(this.#current)
  }

  /** A request that should be let in was not renewed for, or was refused with what was. */
  wasOfNoUse(): void {
    if (this.#given.extraHeadersCommand === undefined) return
    this.#uselessAt = performance.now()
    this.#restsUntil = this.#uselessAt + rest
  }

  /** A request that was sent then was let through: what is refused from now on may be for a token that expired since. */
  wereTaken(sentAt: number): void {
    if (sentAt > this.#uselessAt) this.#restsUntil = Number.NEGATIVE_INFINITY
  }

  /** Ends a command that is running. */
  cutOff(): void {
    this.#cutOff.abort()
    this.#cutOff = new AbortController()
  }

  /** A request with the headers of now: it may have been written before they were renewed. */
  applyTo(request: WireRequest): WireRequest {
    if (this.#current === this.#given) return request
    const own = shownHeaders(this.#given.endpoint)
    const others = request.headers.filter(({ shown }) => shown !== own)
    if (others.length === request.headers.length) return request
    return { ...request, headers: [...others, ...this.all] }
  }
}
