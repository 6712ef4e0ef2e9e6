import type { ExchangeKind } from './exchange-kind.ts'
import { type Header, sameHeaderName } from './header.ts'

/** A request exactly as it will be sent: no header is added but Host, Connection and Content-Length. */
export interface WireRequest {
  readonly method: string
  /** Path and query, below the base URL of the target. */
  readonly path: string
  readonly headers: readonly Header[]
  readonly body?: Uint8Array
  /** What may come of it; absent for a sibling operation, which is not judged. */
  readonly kind?: ExchangeKind
  /** The body comes in two pieces, cut behind so many bytes. */
  readonly cutAt?: number
  /** Only the first half of the body is sent; the request is broken off after twice the time that this takes. */
  readonly withheldBeside?: () => Promise<unknown>
  /** Sends what goes out right before this, which is a login that is to fail: called once that may be sent. */
  readonly beside?: () => void
}

/** The headers without those of that name. */
export function withoutHeader(headers: readonly Header[], name: string): Header[] {
  return headers.filter((header) => !sameHeaderName(header.name, name))
}

/** The headers with this one in place of any of its name. */
export function withHeader(headers: readonly Header[], header: Header): Header[] {
  const at = headers.findIndex((other) => sameHeaderName(other.name, header.name))
  if (at < 0) return [...headers, header]
  return [
    ...withoutHeader(headers.slice(0, at), header.name),
    header,
    ...withoutHeader(headers.slice(at + 1), header.name),
  ]
}
