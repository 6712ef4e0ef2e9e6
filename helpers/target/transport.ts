import { setMaxListeners } from 'node:events'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'
import type { Dispatcher } from 'undici'
import { Answer } from './answer.ts'
import type { Result } from './exchange.ts'
import { gather } from './gather.ts'
import { sameHeaderName } from './header.ts'
import { connectionPool, type NetworkSettings, proxyFor } from './network.ts'
import { inPieces } from './pieces.ts'
import { transportFailure } from './transport-failure.ts'
import { type WireRequest, withoutHeader } from './wire-request.ts'
import { firstHalf } from './withheld.ts'

/** Limits that keep a hostile or broken server from holding up the run. */
export interface TransportLimits {
  /** Milliseconds from sending a request to the last byte of its answer. */
  readonly deadline: number
  /** Bytes of an answer's body, before and after decompression. */
  readonly bodyBytes: number
  /** Connections open at once. */
  readonly connections: number
  /** The most requests in a second; as many as the target takes where it is absent. */
  readonly rate?: number
}

/** What a connection is closed with: one for all of them, as an error takes longer to make than a connection to close. */
const noLongerNeeded = new Error('the connection is no longer needed')

/** Sends requests to one origin over kept-alive connections. Follows no redirect and adds no header. */
export class Transport {
  readonly #origin: string
  /** The path of the base URL, without the slash at its end. */
  readonly #prefix: string
  readonly #limits: TransportLimits
  readonly #network: NetworkSettings
  readonly #pool: Dispatcher
  #cut = interruption()

  constructor(baseUrl: URL, limits: TransportLimits, network: NetworkSettings) {
    this.#origin = baseUrl.origin
    this.#prefix = baseUrl.pathname.replace(/\/$/, '')
    this.#limits = limits
    this.#network = network
    this.#pool = this.#connections(limits.connections)
  }

  /** The absolute URL of a path below the base URL. */
  urlOf(path: string): string {
    return this.#origin + this.#prefix + path
  }

  /** Sends a request over any free connection, or over `connection`. Never throws for what the server does. */
  async send(request: WireRequest, connection: Dispatcher = this.#pool): Promise<Result> {
    try {
      return { answer: await this.#exchange(request, connection) }
    } catch (error) {
      const { aborted, reason } = this.#cut.signal
      if (aborted) return { failure: { kind: 'not-sent', message: String(reason) } }
      const way = { origin: this.#origin, proxy: proxyFor(this.#origin, this.#network) }
      return { failure: transportFailure(error, { ...way, deadline: this.#limits.deadline }) }
    }
  }

  /** Opens one connection for a sequence of requests; it is closed when `use` ends. */
  async onOneConnection<Value>(use: (connection: Dispatcher) => Promise<Value>): Promise<Value> {
    const connection = this.#connections(1)
    try {
      return await use(connection)
    } finally {
      await connection.destroy(noLongerNeeded)
    }
  }

  /** Breaks off what is on its way, for this reason; nothing is sent until it is resumed. */
  cutOff(reason: string): void {
    this.#cut.abort(reason)
  }

  resume(): void {
    if (this.#cut.signal.aborted) this.#cut = interruption()
  }

  /** Waits, or until it is cut off. */
  async pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.#cut.signal }).catch(() => undefined)
  }

  async close(): Promise<void> {
    await this.#pool.destroy()
  }

  #connections(count: number): Dispatcher {
    return connectionPool(this.#origin, this.#network, count, this.#limits.bodyBytes)
  }

  async #exchange(request: WireRequest, dispatcher: Dispatcher): Promise<Answer> {
    const isChunked = request.headers.some(({ name }) => sameHeaderName(name, 'Transfer-Encoding'))
    // A body that comes as a stream has chunks where no length is told; undici says so itself, and what is upgraded to.
    const upgrade = request.headers.find(({ name }) => sameHeaderName(name, 'Upgrade'))?.value
    const its = ['Transfer-Encoding', ...(upgrade === undefined ? [] : ['Upgrade', 'Connection'])]
    const headers = its.reduce(withoutHeader, request.headers)
    const body = bodyOf(request, isChunked)
    const length =
      body instanceof Readable && !isChunked ? ['Content-Length', String(request.body?.length)] : []
    const options: Dispatcher.DispatchOptions = {
      origin: this.#origin,
      path: this.#prefix + request.path,
      method: request.method as Dispatcher.HttpMethod,
      headers: [...headers.flatMap(({ name, value }) => [name, value]), ...length],
      body,
      ...(upgrade !== undefined && { upgrade }),
    }
    const gathered = await gather(dispatcher, options, this.#limits.deadline, this.#cut.signal)
    const plain = this.#decompress(gathered.body, gathered.headers)
    return new Answer(gathered.status, gathered.headers, plain ?? gathered.body, plain === undefined)
  }

  /** Takes off a content coding, within the limit. */
  #decompress(bytes: Uint8Array, headers: readonly (readonly [string, string])[]): Uint8Array | undefined {
    const coding = headers
      .find(([name]) => name.toLowerCase() === 'content-encoding')?.[1]
      .trim()
      .toLowerCase()
    const limit = { maxOutputLength: this.#limits.bodyBytes }
    try {
      if (coding === 'gzip' || coding === 'x-gzip') return gunzipSync(bytes, limit)
      if (coding === 'br') return brotliDecompressSync(bytes, limit)
      if (coding === 'deflate') return inflateSync(bytes, limit)
    } catch (error) {
      // A body that is not what its header says is the server's mistake: the checks see the bytes as they came.
      if (!isTooLarge(error)) return undefined
      throw error
    }
    return bytes
  }
}

/** The body as it is handed over: at once, or as a stream where it does not come whole. */
function bodyOf(
  { body, cutAt, withheldBeside }: WireRequest,
  isChunked: boolean,
): Uint8Array | Readable | null {
  if (!body) return null
  if (withheldBeside) return Readable.from(firstHalf(body, withheldBeside))
  return isChunked || cutAt !== undefined ? Readable.from(inPieces(body, cutAt)) : body
}

/** What cuts requests off; as many as there are listen to it at once. */
function interruption(): AbortController {
  const controller = new AbortController()
  setMaxListeners(0, controller.signal)
  return controller
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
}
