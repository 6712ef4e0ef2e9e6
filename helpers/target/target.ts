import pLimit, { type LimitFunction } from 'p-limit'
import type { Dispatcher } from 'undici'
import type { Contract } from '../contract/contract.ts'
import { addressed } from '../contract/paths.ts'
import type { GroupValues } from '../contract/types.ts'
import { defaultOptions } from '../settings/default-options.ts'
import { expendableAccount, privilegedAccount, secretsOf, unprivilegedAccount } from './accounts.ts'
import { isCommonWord } from './common-words.ts'
import { type Credentials, credentialHeaders } from './credentials.ts'
import { type EndpointSettings, variable } from './endpoint-settings.ts'
import type { Result } from './exchange.ts'
import { Exchanger } from './exchanger.ts'
import { FailedLogins } from './failed-logins.ts'
import { GatewayHeaders } from './gateway-headers.ts'
import type { Header } from './header.ts'
import { loginOf } from './login-of.ts'
import { type NetworkSettings, proxyFor } from './network.ts'
import { loadOf } from './overload.ts'
import { lastPatience, type Patience, usualPatience } from './pace.ts'
import { PacedQueue, type Slowed } from './paced-queue.ts'
import { type Redact, Redactor } from './redact.ts'
import type { Sent } from './sent.ts'
import { isOverload, silenceOf } from './silence.ts'
import type { TrafficLog } from './traffic.ts'
import { Transport, type TransportLimits } from './transport.ts'
import { UpdateRequest } from './update-request.ts'
import type { WireRequest } from './wire-request.ts'

/** How a target is reached; a part of the plan. */
interface Reaching {
  readonly limits: TransportLimits
  readonly network?: NetworkSettings
  /** Logins that may fail in a row, for any account. */
  readonly failedLogins?: number
}

/** An endpoint at an address: what it is asked with, and the one way to ask it. */
export class Target {
  readonly contract: Contract
  readonly settings: EndpointSettings
  readonly credentials: Credentials
  readonly unprivileged: Credentials
  /** The account that logins fail for: the one that was given for it, else the one of all requests. */
  readonly expendable: Credentials
  /** The logins that are to fail, each of which waits here until it may be sent. */
  readonly failedLogins: FailedLogins
  readonly redact: Redact
  /** Whether a proxy may stand in between. */
  readonly proxied: boolean
  /** Lets one request through, until that is answered; undefined where the target was not given up. */
  #lastChance: LimitFunction | undefined
  #headers: readonly Header[] | undefined
  readonly #accounts: readonly [expendable: Credentials, ...Credentials[]]
  readonly #redactor: Redactor
  readonly #gateway: GatewayHeaders
  readonly #rate: number | undefined
  #queue: PacedQueue
  #slowedBefore: Slowed | undefined
  readonly #transport: Transport
  readonly #exchanger: Exchanger

  constructor(
    contract: Contract,
    settings: EndpointSettings,
    { limits, network = { insecureTls: false }, failedLogins = defaultOptions.failedLogins }: Reaching,
  ) {
    this.contract = addressed(contract, settings.contractSettings)
    this.settings = settings
    this.credentials = privilegedAccount(settings)
    this.unprivileged = unprivilegedAccount(settings)
    this.proxied = proxyFor(settings.baseUrl, network) !== undefined
    this.expendable = expendableAccount(settings) ?? this.credentials
    this.#accounts = [this.expendable, this.credentials, this.unprivileged]
    this.failedLogins = new FailedLogins(failedLogins, () => this.slowed !== undefined)
    this.#gateway = new GatewayHeaders(settings, limits.deadline / 1_000)
    const secrets = secretsOf(contract, settings)
    this.#redactor = new Redactor(secrets, (value) => isCommonWord(value, contract, settings.baseUrl))
    this.redact = this.#redactor.redact
    this.#rate = limits.rate
    this.#queue = this.#newQueue(usualPatience)
    this.#transport = new Transport(new URL(settings.baseUrl), limits, network)
    this.#exchanger = new Exchanger(this.#transport, this.#gateway, this.#redactor)
  }

  /** The variable that gives a setting of this endpoint, such as `SQS_GROUP_ID`. */
  variable(setting: string): string {
    return variable(this.settings.endpoint, setting)
  }

  /** The headers of every request: credentials, the headers that the contract takes from settings, and extra ones. */
  headers(): readonly Header[] {
    this.#headers ??= this.#writeHeaders()
    return this.#headers
  }

  #writeHeaders(): Header[] {
    const { contract, settings } = this
    const documented = contract.settingHeaders.flatMap(
      ({ header: name, setting, secret = false }): Header[] => {
        const value = settings.contractSettings[setting]
        if (value === undefined) return []
        const shown = `$${this.variable(setting)}`
        return secret ? [{ name, value, shown, curl: `-H "${name}: ${shown}"` }] : [{ name, value }]
      },
    )
    const accept = contract.accept ? [{ name: 'Accept', value: contract.accept }] : []
    return [
      ...credentialHeaders(this.credentials, contract.apiKey),
      ...documented,
      ...accept,
      ...this.#gateway.all,
    ]
  }

  /** A well-formed update of a group. */
  updateOf(id: string, values: GroupValues): UpdateRequest {
    return new UpdateRequest({
      contract: this.contract,
      method: this.contract.update.method,
      addressed: id,
      values: { id, ...values },
      headers: [...this.headers(), { name: 'Content-Type', value: 'application/json' }],
      body: undefined,
      kind: { is: 'valid' },
    })
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
      const { renewals } = this.#gateway
      const sent = await this.#sendOnce(request, connection)
      if (!isUnauthorised(sent)) return sent
      if (renewalsLeft > 0 && (await this.#renewsSince(renewals))) continue
      // One without credentials is to be refused, whatever the gateway's headers are.
      if (this.isRightLogin(request)) this.#gateway.wasOfNoUse()
      return sent
    }
  }

  async #renewsSince(renewals: number): Promise<boolean> {
    this.#redactor.know(await this.#gateway.renew(renewals))
    return this.#gateway.renewals !== renewals
  }

  /** Why a gateway's headers were not renewed when they were refused last; undefined where they were, or need not be. */
  get notRenewed(): string | undefined {
    const { problem } = this.#gateway
    return problem === undefined ? undefined : this.redact(problem)
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
    this.#exchanger.stop(this.redact(reason))
    this.#queue.release()
  }

  /** The same, and breaks off what is on its way. */
  cutOff(reason: string): void {
    this.giveUp(reason)
    this.#gateway.cutOff()
    this.#transport.cutOff(this.redact(reason))
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

  /** Whether the account of all requests seems locked. */
  get isLocked(): boolean {
    return this.failedLogins.isLocked && this.expendable === this.credentials
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
    if (failedBefore !== undefined && isServed && this.#loginOf(request) === this.expendable)
      failedLogins.serve(failedBefore)
    return sent
  }

  /** Whether a request logs in as somebody whose credentials are known. */
  isRightLogin(request: WireRequest): boolean {
    return typeof this.#loginOf(request) === 'object'
  }

  #loginOf({ headers }: WireRequest): ReturnType<typeof loginOf> {
    return loginOf(headers, this.#accounts, this.contract.apiKey)
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
