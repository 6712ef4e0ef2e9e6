import pLimit, { type LimitFunction } from 'p-limit'
import type { Dispatcher } from 'undici'
import type { Credentials } from './credentials.ts'
import type { Result } from './exchange.ts'
import { Exchanger } from './exchanger.ts'
import { FailedLogins } from './failed-logins.ts'
import type { GatewayHeaders } from './gateway-headers.ts'
import { loginOf } from './login-of.ts'
import type { NetworkSettings } from './network.ts'
import { loadOf } from './overload.ts'
import { lastPatience, type Patience, usualPatience } from './pace.ts'
import { PacedQueue, type Slowed } from './paced-queue.ts'
import type { Redactor } from './redact.ts'
import type { Sent } from './sent.ts'
import { isOverload, silenceOf } from './silence.ts'
import type { TrafficLog } from './traffic.ts'
import { Transport, type TransportLimits } from './transport.ts'
import type { WireRequest } from './wire-request.ts'

/** What a client needs to know of the endpoint that it asks. */
interface Asked {
  readonly url: URL
  /** The accounts whose logins it tells apart; logins fail for the first. */
  readonly accounts: readonly [expendable: Credentials, ...Credentials[]]
  readonly apiKey: Parameters<typeof loginOf>[2]
  readonly gateway: GatewayHeaders
  readonly redactor: Redactor
}

interface Limits {
  readonly transport: TransportLimits
  readonly network: NetworkSettings
  /** Logins that may fail in a row, for any account. */
  readonly failedLogins: number
}

/** The one way to ask a target: at the pace that it takes, again where nothing was heard, and until it is given up. */
export class Client {
  /** The logins that are to fail, each of which waits here until it may be sent. */
  readonly failedLogins: FailedLogins
  readonly #asked: Asked
  readonly #rate: number | undefined
  /** Lets one request through, until that is answered; undefined where the target was not given up. */
  #lastChance: LimitFunction | undefined
  #queue: PacedQueue
  #slowedBefore: Slowed | undefined
  readonly #transport: Transport
  readonly #exchanger: Exchanger

  constructor(asked: Asked, { transport, network, failedLogins }: Limits) {
    this.failedLogins = new FailedLogins(failedLogins, () => this.slowed !== undefined)
    this.#asked = asked
    this.#rate = transport.rate
    this.#queue = this.#newQueue(usualPatience)
    this.#transport = new Transport(asked.url, transport, network)
    this.#exchanger = new Exchanger(this.#transport, asked.gateway, asked.redactor)
  }

  /**
   * Sends a request at the pace that the server takes, again where it is overloaded or cuts the connection off.
   * The last exchange is the one that counts.
   */
  async send(request: WireRequest, connection?: Dispatcher): Promise<Sent> {
    const login = this.#loginOf(request)
    if (login === 'wrong' || login === 'nobody')
      return this.#sendFailing(request, login === 'wrong', connection)
    const chance = this.#lastChance
    if (!chance) return this.#sendUntilHeard(request, connection)
    return chance(async () => {
      const sent = await this.#sendUntilHeard(request, connection)
      const silence = this.silenceOf(sent.result)
      if (silence !== undefined) this.giveUp(silence)
      else chance.concurrency = Number.POSITIVE_INFINITY
      return sent
    })
  }

  #sendUntilHeard(request: WireRequest, connection?: Dispatcher): Promise<Sent> {
    if (this.givenUp !== undefined) return this.#sendOnce(request, connection)
    let refusedAt: number | undefined
    const ask = async () => {
      if (refusedAt !== undefined) this.traffic.waited(refusedAt)
      const sent = await this.#sendUnbroken(request, connection)
      refusedAt = performance.now()
      return sent
    }
    return this.#queue.send(ask, ({ result }) => loadOf(result))
  }

  /** A server may close an idle connection just as it is used again; nothing was answered, so it is asked on a new one. */
  async #sendUnbroken(request: WireRequest, connection?: Dispatcher): Promise<Sent> {
    const sent = await this.#sendAuthorised(request, connection)
    if (!('failure' in sent.result) || sent.result.failure.kind !== 'disconnected') return sent
    const again = connection
      ? this.#sendOnce(request, connection)
      : this.onOneConnection((own) => this.#sendOnce(request, own))
    return { ...(await again), wasBroken: true }
  }

  /** A gateway whose token has expired lets nothing through: where there is a new one, it is asked with that. */
  async #sendAuthorised(request: WireRequest, connection?: Dispatcher): Promise<Sent> {
    for (let renewalsLeft = mostRenewals; ; renewalsLeft--) {
      const { renewals } = this.#asked.gateway
      const sent = await this.#sendOnce(request, connection)
      if (!isUnauthorised(sent)) return sent
      if (renewalsLeft > 0 && (await this.#renewsSince(renewals))) continue
      // One without credentials is to be refused, whatever the gateway's headers are.
      if (this.isRightLogin(request)) this.#asked.gateway.wasOfNoUse()
      return sent
    }
  }

  async #renewsSince(renewals: number): Promise<boolean> {
    this.#asked.redactor.know(await this.#asked.gateway.renew(renewals))
    return this.#asked.gateway.renewals !== renewals
  }

  /** Why a gateway's headers were not renewed when they were refused last; undefined where they were, or need not be. */
  get notRenewed(): string | undefined {
    const { problem } = this.#asked.gateway
    return problem === undefined ? undefined : this.#asked.redactor.redact(problem)
  }

  /** Requests sent so far. */
  get requests(): number {
    return this.#exchanger.requests
  }

  /** When they were sent, and what came of them. */
  get traffic(): TrafficLog {
    return this.#exchanger.traffic
  }

  /** Requests that were not sent as they were too many. */
  get tooMany(): number {
    return this.#exchanger.tooMany
  }

  /** Sends only so many requests in all: each one more fails at once. */
  limitTo(most: () => number): void {
    this.#exchanger.limitTo(most)
  }

  /** Sends nothing from now on: each request fails at once, for this reason. */
  giveUp(reason: string): void {
    this.#exchanger.stop(this.#asked.redactor.redact(reason))
    this.#queue.release()
  }

  /** The same, and breaks off what is on its way. */
  cutOff(reason: string): void {
    this.giveUp(reason)
    this.#asked.gateway.cutOff()
    this.#transport.cutOff(this.#asked.redactor.redact(reason))
  }

  /** Waits, or until it is cut off. */
  pause(milliseconds: number): Promise<void> {
    return this.#transport.pause(milliseconds)
  }

  /** Sends again, also where the target was given up; the first request that is not answered is the last. */
  giveLastChance(): void {
    this.#exchanger.resume()
    this.#transport.resume()
    this.#slowedBefore = this.slowed
    this.#queue = this.#newQueue(this.#queue.isHopeless ? lastPatience : usualPatience)
    this.#lastChance = pLimit(1)
  }

  /** How the target slowed the run down; undefined where it did not. */
  get slowed(): Slowed | undefined {
    return this.#queue.slowed ?? this.#slowedBefore
  }

  /** Whether it has refused everything as an overload for longer than that is waited for. */
  get isOverloaded(): boolean {
    return this.#queue.isHopeless
  }

  /** Why a request tells nothing of how the target behaves: no answer came, or none but an overload. */
  silenceOf(result: Result): string | undefined {
    return silenceOf(result, this.slowed)
  }

  /** Why nothing is sent any more; undefined for as long as it is worth while. */
  get givenUp(): string | undefined {
    return this.#exchanger.stoppedFor
  }

  /** Runs a sequence of requests over one connection of its own. */
  onOneConnection<Value>(use: (connection: Dispatcher) => Promise<Value>): Promise<Value> {
    return this.#transport.onOneConnection(use)
  }

  close(): Promise<void> {
    return this.#transport.close()
  }

  #newQueue(patience: Patience): PacedQueue {
    const clock = { now: () => performance.now(), sleep: (milliseconds: number) => this.pause(milliseconds) }
    return new PacedQueue(this.#rate, clock, patience)
  }

  async #sendOnce(request: WireRequest, connection?: Dispatcher): Promise<Sent> {
    const { failedLogins } = this
    const failedBefore = failedLogins.settled
    const sent = await this.#exchanger.send(request, connection)
    const isServed = 'answer' in sent.result && sent.result.answer.status < 300
    if (failedBefore !== undefined && isServed && this.#loginOf(request) === this.#asked.accounts[0])
      failedLogins.serve(failedBefore)
    return sent
  }

  /** Whether a request logs in as somebody whose credentials are known. */
  isRightLogin(request: WireRequest): boolean {
    return typeof this.#loginOf(request) === 'object'
  }

  #loginOf({ headers }: WireRequest): ReturnType<typeof loginOf> {
    return loginOf(headers, this.#asked.accounts, this.#asked.apiKey)
  }

  /**
   * Sends a login that is to fail, as soon as it may be sent, and likewise each time that it is sent again: it must hold no
   * turn while it waits, as the right login that it waits for needs one.
   */
  async #sendFailing(request: WireRequest, isCounted: boolean, connection?: Dispatcher): Promise<Sent> {
    const ask = () => this.#sendOnce(request, connection)
    for (let attempt = 1; ; attempt++) {
      const begin = () => {
        request.beside?.()
        return this.#queue.send(ask, () => undefined)
      }
      const sent = await this.failedLogins.send(begin, isCounted)
      if (!sent) return this.#exchanger.leave(request, this.failedLogins.over ?? '')
      if (attempt > repeats || !isSentAgain(sent.result)) return sent
      await this.pause(waitBeforeRepeat * attempt)
    }
  }
}

/** How often a request is sent with new headers of a gateway: others may have used up what a new token is good for. */
const mostRenewals = 2

/** How often a login that is to fail is sent again that no answer of the endpoint's came to, and milliseconds before. */
const repeats = 3
const waitBeforeRepeat = 100

function isUnauthorised({ result }: Sent): boolean {
  return 'answer' in result && result.answer.status === 401
}

function isSentAgain(result: Result): boolean {
  return 'answer' in result ? isOverload(result.answer.status) : result.failure.kind === 'disconnected'
}
