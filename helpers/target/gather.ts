import type { IncomingHttpHeaders } from 'node:http'
import type { Duplex } from 'node:stream'
import { clearTimeout, setTimeout } from 'node:timers'
import type { Dispatcher } from 'undici'

/** A whole answer as it came, with its content coding. */
export interface Gathered {
  readonly status: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Uint8Array
}

/** Thrown where no whole answer came in time. */
export class DeadlinePassed extends Error {
  override readonly name = 'DeadlinePassed'
}

/** Dispatches a request and gathers its answer; rejects with DeadlinePassed after so many milliseconds, or when it is cut off. */
export function gather(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  deadline: number,
  cut: AbortSignal,
): Promise<Gathered> {
  return new Promise((resolve, reject) => {
    dispatcher.dispatch(request, new Gatherer(deadline, cut, resolve, reject))
  })
}

/** Takes an answer in as it comes: `undici.request` makes a stream of each body and a signal of each deadline. */
class Gatherer implements Dispatcher.DispatchHandler {
  readonly #resolve: (gathered: Gathered) => void
  readonly #reject: (error: Error) => void
  readonly #timer: NodeJS.Timeout
  readonly #chunks: Uint8Array[] = []
  #controller: Dispatcher.DispatchController | undefined
  #late: DeadlinePassed | undefined
  #status = 0
  readonly #cut: AbortSignal

  constructor(
    deadline: number,
    cut: AbortSignal,
    resolve: (gathered: Gathered) => void,
    reject: (error: Error) => void,
  ) {
    this.#resolve = resolve
    this.#reject = reject
    this.#timer = setTimeout(this.#giveUp, deadline)
    this.#cut = cut
    cut.addEventListener('abort', this.#giveUp)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    // It may have waited for a connection all the time.
    if (this.#late) controller.abort(this.#late)
  }

  /** The server takes the offer of another protocol, which is not spoken here: its answer ends with its head. */
  onRequestUpgrade(
    controller: Dispatcher.DispatchController,
    status: number,
    _headers: IncomingHttpHeaders,
    socket: Duplex,
  ): void {
    socket.destroy()
    this.#status = status
    this.onResponseEnd(controller)
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number): void {
    this.#status = status
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Uint8Array): void {
    this.#chunks.push(chunk)
  }

  onResponseEnd({ rawHeaders }: Dispatcher.DispatchController): void {
    this.#end()
    this.#resolve({ status: this.#status, headers: headerPairs(rawHeaders), body: joined(this.#chunks) })
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#end()
    this.#reject(error)
  }

  #end(): void {
    clearTimeout(this.#timer)
    this.#cut.removeEventListener('abort', this.#giveUp)
  }

  readonly #giveUp = (): void => {
    this.#end()
    this.#late = new DeadlinePassed()
    this.#controller?.abort(this.#late)
    this.#reject(this.#late)
  }
}

/** Those of the last head that came, in one flat list of names and values: the one before may be of a 1xx. */
function headerPairs(raw: unknown): [string, string][] {
  if (!Array.isArray(raw)) return []
  const flat = raw.map((part) => (Buffer.isBuffer(part) ? part.toString('latin1') : String(part)))
  const pairs: [string, string][] = []
  for (let at = 0; at + 1 < flat.length; at += 2) pairs.push([flat[at] ?? '', flat[at + 1] ?? ''])
  return pairs
}

/** The chunks in memory of their own: each is a window on what was read from the socket at once. */
function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const body = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    body.set(chunk, at)
    at += chunk.length
  }
  return body
}
