import type { ServerResponse } from 'node:http'

/** A request exactly as it arrived: nothing decoded, nothing normalised. */
export interface RawRequest {
  readonly method: string
  readonly url: string
  readonly rawHeaders: readonly string[]
  readonly body: Buffer
  /** Number of the connection that it came on, counted from 1. */
  readonly connection: number
}

/** Lives as long as its socket, so that a fault can carry state from one request of a connection to the next. */
export interface Connection {
  readonly id: number
  /** Requests that have arrived on it so far. */
  requests: number
}

/** Lives as long as the server. */
export interface ServerMemory {
  /** Requests that have arrived so far, on either endpoint. */
  requests: number
  /** Address and body, as far as that came, of each request that broke off. */
  readonly cutOff: string[]
  /** Milliseconds that every answer is held back, when all else is done. */
  readonly delay: number
}

export type Header = readonly [name: string, value: string]

/** An answer ready for the wire, but for its framing: `send` adds the length. */
export interface Reply {
  readonly status: number
  readonly headers: readonly Header[]
  readonly body: Buffer
}

export type Awaitable<T> = T | Promise<T>

/** All that a decision may look at while one request is served. */
export interface Call<Decisions, Store> {
  readonly request: RawRequest
  readonly response: ServerResponse
  readonly path: string
  readonly query: URLSearchParams
  readonly connection: Connection
  readonly server: ServerMemory
  /** This is the n-th request of the server, and the n-th of its connection. */
  readonly sequence: number
  readonly turn: number
  readonly store: Store
  /** The decisions in force: honest ones call each other through this, so that a fault in one is felt by all. */
  readonly decide: Decisions
}

/** Every value that the request gives a header, in order of arrival. */
export function headerValues(request: RawRequest, name: string): readonly string[] {
  const { rawHeaders } = request
  return rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name)
}

/** The value of a header that may be given once only: given twice, it says nothing that could be relied on. */
export function soleHeader(request: RawRequest, name: string): string | undefined {
  const values = headerValues(request, name)
  return values.length === 1 ? values[0] : undefined
}
