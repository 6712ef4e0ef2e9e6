import type { Dispatcher } from 'undici'
import { isLargeBody } from './answer.ts'
import { capture, type Exchange, type Result } from './exchange.ts'
import type { GatewayHeaders } from './gateway-headers.ts'
import type { Redactor } from './redact.ts'
import type { Capture, Sent } from './sent.ts'
import { TrafficLog } from './traffic.ts'
import type { Transport } from './transport.ts'
import type { WireRequest } from './wire-request.ts'

/** Sends a request once: counted, timed, and with a record of the exchange in which no secret stands. */
export class Exchanger {
  /** Requests sent so far. */
  requests = 0
  /** Requests that were not sent as they were too many. */
  tooMany = 0
  readonly traffic = new TrafficLog()
  #most: () => number = () => Number.POSITIVE_INFINITY
  #stoppedFor: string | undefined
  readonly #transport: Transport
  readonly #gateway: GatewayHeaders
  readonly #redactor: Redactor

  constructor(transport: Transport, gateway: GatewayHeaders, redactor: Redactor) {
    this.#transport = transport
    this.#gateway = gateway
    this.#redactor = redactor
  }

  /** Sends only so many requests in all: each one more fails at once. */
  limitTo(most: () => number): void {
    this.#most = most
  }

  /** From now on each request fails at once, for this reason, which holds no secret. */
  stop(reason: string): void {
    this.#stoppedFor ??= reason
  }

  resume(): void {
    this.#stoppedFor = undefined
  }

  /** Why nothing is sent any more; undefined where it is. */
  get stoppedFor(): string | undefined {
    return this.#stoppedFor
  }

  async send(request: WireRequest, connection?: Dispatcher): Promise<Sent> {
    const reason = this.#reasonToLeave()
    if (reason !== undefined) return this.leave(request, reason)
    const startedAt = new Date()
    const start = performance.now()
    this.requests++
    const result = await this.#transport.send(this.#gateway.applyTo(request), connection)
    const milliseconds = performance.now() - start
    this.#learn(request)
    const status = 'answer' in result ? result.answer.status : 0
    if (status > 0 && status !== 401 && status < 500) this.#gateway.wereTaken(start)
    if (!isNotSent(result)) this.traffic.add(start, milliseconds, status)
    return this.#captured(request, result, startedAt, milliseconds)
  }

  /** Sends nothing, and says why. */
  leave(request: WireRequest, message: string): Sent {
    this.#learn(request)
    return this.#captured(request, { failure: { kind: 'not-sent', message } }, new Date(), 0)
  }

  #reasonToLeave(): string | undefined {
    if (this.#stoppedFor !== undefined) return this.#stoppedFor
    if (this.requests < this.#most()) return undefined
    this.tooMany++
    return 'the requests of the budget are spent'
  }

  /** Half-right credentials are secrets too: an answer may echo them, and a check may quote it. */
  #learn({ headers }: WireRequest): void {
    this.#redactor.learn(headers.flatMap(({ secrets = [] }) => secrets))
  }

  #captured(request: WireRequest, result: Result, startedAt: Date, milliseconds: number): Sent {
    const { redact } = this.#redactor
    const make = () =>
      capture(request, this.#transport.urlOf(request.path), result, startedAt, milliseconds, redact)
    // A hostile server's megabytes are not kept until somebody asks.
    const isLarge = 'answer' in result && isLargeBody(result.answer.body)
    return { result, exchange: isLarge ? giving(make()) : once(make) }
  }
}

function isNotSent(result: Result): boolean {
  return 'failure' in result && result.failure.kind === 'not-sent'
}

/** Apart from where the exchange is made, so that it holds nothing of what that needed. */
function giving(exchange: Exchange): Capture {
  return () => exchange
}

function once(make: Capture): Capture {
  let made: Exchange | undefined
  return () => {
    made ??= make()
    return made
  }
}
