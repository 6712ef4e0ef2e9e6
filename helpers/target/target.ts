import { setTimeout as sleep } from 'node:timers/promises'
import type { Dispatcher } from 'undici'
import type { Contract } from '../contract/contract.ts'
import type { GroupValues } from '../contract/types.ts'
import { type Credentials, credentialHeaders, type Secret } from './credentials.ts'
import { type EndpointSettings, variable } from './endpoint-settings.ts'
import { capture, type Exchange, type Result } from './exchange.ts'
import type { Header } from './header.ts'
import { isProxied, type NetworkSettings } from './network.ts'
import { waitAfter } from './overload.ts'
import { Pace } from './pace.ts'
import { type Redact, type RedactedValue, Redactor } from './redact.ts'
import { silenceOf } from './silence.ts'
import { Transport, type TransportLimits } from './transport.ts'
import { UpdateRequest } from './update-request.ts'
import type { WireRequest } from './wire-request.ts'

/** How often a request that was answered with an overload (429, 503) or cut off is sent again. */
const retries = 3

/** Gives the record of an exchange, which is made when it is first asked for: few are ever read. */
export type Capture = () => Exchange

/** What came of a request, and the record of it. */
export interface Sent {
  readonly result: Result
  readonly exchange: Capture
}

/** How a target is reached; a part of the plan. */
interface Reaching {
  readonly limits: TransportLimits
  readonly network?: NetworkSettings
}

/** An endpoint at an address: what it is asked with, and the one way to ask it. */
export class Target {
  readonly contract: Contract
  readonly settings: EndpointSettings
  readonly credentials: Credentials
  readonly unprivileged: Credentials
  readonly redact: Redact
  /** Whether a proxy may stand in between. */
  readonly proxied: boolean
  /** Requests sent so far. */
  requests = 0
  /** Why nothing is sent any more; undefined for as long as it is worth while. */
  #givenUp: string | undefined
  #hasLastChance = false
  #headers: readonly Header[] | undefined
  readonly #redactor: Redactor
  readonly #pace: Pace
  readonly #transport: Transport

  constructor(
    contract: Contract,
    settings: EndpointSettings,
    { limits, network = { insecureTls: false } }: Reaching,
  ) {
    this.contract = contract
    this.settings = settings
    this.credentials = privilegedAccount(settings)
    this.unprivileged = unprivilegedAccount(settings)
    this.proxied = isProxied(settings.baseUrl, network)
    this.#redactor = new Redactor(secretsOf(settings, [this.credentials, this.unprivileged]))
    this.redact = this.#redactor.redact
    this.#pace = new Pace(limits.rate)
    this.#transport = new Transport(new URL(settings.baseUrl), limits, network)
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
    const documented = contract.settingHeaders.flatMap(({ header, setting }) =>
      setting === 'TENANT' && settings.tenant !== undefined ? [{ name: header, value: settings.tenant }] : [],
    )
    const shown = `$${this.variable('EXTRA_HEADERS')}`
    const extra = settings.extraHeaders.map(([name, value], at, { length }) => {
      const entry = `$(printf %s "${shown}" | tr ';' '\\n' | sed '/^[[:space:]]*$/d; s/^[[:space:]]*//' | sed -n ${at + 1}p)`
      return { name, value, shown, curl: `-H "${length === 1 ? shown : entry}"` }
    })
    const accept = contract.accept ? [{ name: 'Accept', value: contract.accept }] : []
    return [...credentialHeaders(this.credentials, contract.apiKeyHeader), ...documented, ...accept, ...extra]
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
    })
  }

  /**
   * Sends a request, again where the server is overloaded or cuts the connection off.
   * The last exchange is the one that counts.
   */
  async send(request: WireRequest, connection?: Dispatcher): Promise<Sent> {
    for (let attempt = 1; ; attempt++) {
      await this.#pace.turn()
      const sent = await this.#sendOnce(request, connection)
      const wait = attempt <= retries ? waitBefore(sent.result, attempt) : undefined
      if (wait === undefined) {
        const silence = silenceOf(sent.result)
        if (this.#hasLastChance && silence !== undefined) this.giveUp(silence)
        return sent
      }
      await sleep(wait)
    }
  }

  /** Sends nothing from now on: each request fails at once, for this reason. */
  giveUp(reason: string): void {
    this.#givenUp ??= this.redact(reason)
  }

  /** Sends again, also where the target was given up; the first request that is not answered is the last. */
  giveLastChance(): void {
    this.#givenUp = undefined
    this.#hasLastChance = true
  }

  get givenUp(): string | undefined {
    return this.#givenUp
  }

  /** Runs a sequence of requests over one connection of its own. */
  onOneConnection<Value>(use: (connection: Dispatcher) => Promise<Value>): Promise<Value> {
    return this.#transport.onOneConnection(use)
  }

  close(): Promise<void> {
    return this.#transport.close()
  }

  async #sendOnce(request: WireRequest, connection?: Dispatcher): Promise<Sent> {
    const startedAt = new Date()
    const start = performance.now()
    const result = await this.#resultOf(request, connection)
    // Half-right credentials are secrets too: an answer may echo them, and a check may quote it.
    this.#redactor.learn(request.headers.flatMap(({ secrets = [] }) => secrets))
    const { redact } = this
    const milliseconds = performance.now() - start
    let made: Exchange | undefined
    const exchange = () => {
      made ??= capture(request, this.#transport.urlOf(request.path), result, startedAt, milliseconds, redact)
      return made
    }
    return { result, exchange }
  }

  async #resultOf(request: WireRequest, connection?: Dispatcher): Promise<Result> {
    if (this.#givenUp !== undefined) return { failure: { kind: 'not-sent', message: this.#givenUp } }
    this.requests++
    return this.#transport.send(request, connection)
  }
}

function privilegedAccount(settings: EndpointSettings): Credentials {
  const { username, password, apiKey } = settings
  return accountOf(settings, { USERNAME: username, PASSWORD: password, API_KEY: apiKey }, '')
}

function unprivilegedAccount(settings: EndpointSettings): Credentials {
  const { unprivilegedUsername, unprivilegedPassword, unprivilegedApiKey } = settings
  const values = {
    USERNAME: unprivilegedUsername,
    PASSWORD: unprivilegedPassword,
    API_KEY: unprivilegedApiKey,
  }
  return accountOf(settings, values, 'UNPRIVILEGED_')
}

type AccountSetting = 'USERNAME' | 'PASSWORD' | 'API_KEY'

/** The parts of an account that its mode of authentication sends. */
function accountOf(
  settings: EndpointSettings,
  values: Readonly<Record<AccountSetting, string | undefined>>,
  prefix: string,
): Credentials {
  const secret = (setting: AccountSetting): Secret | undefined => {
    const value = values[setting]
    return value === undefined
      ? undefined
      : { value, shell: `$${variable(settings.endpoint, prefix + setting)}` }
  }
  const basic = settings.auth !== 'apikey'
  return {
    username: basic ? secret('USERNAME') : undefined,
    password: basic ? secret('PASSWORD') : undefined,
    apiKey: settings.auth !== 'basic' ? secret('API_KEY') : undefined,
  }
}

function secretsOf(settings: EndpointSettings, accounts: readonly Credentials[]): RedactedValue[] {
  const secrets: RedactedValue[] = settings.extraHeaders.map(([, value]) => ({
    value,
    name: `$${variable(settings.endpoint, 'EXTRA_HEADERS')}`,
  }))
  for (const { password, apiKey } of accounts) {
    for (const secret of [password, apiKey])
      if (secret) for (const value of withHalves(secret.value)) secrets.push({ value, name: secret.shell })
  }
  return secrets
}

/** A server that takes a password for a pair of user and password shows its halves; short ones tell nothing. */
function withHalves(value: string): string[] {
  const colon = value.indexOf(':')
  const halves = colon < 0 ? [] : [value.slice(0, colon), value.slice(colon + 1)]
  return [value, ...halves.filter(({ length }) => length >= 8)]
}

/** Milliseconds to wait before the request is sent again, or undefined when the result stands. */
function waitBefore(result: Result, attempt: number): number | undefined {
  if ('answer' in result) return waitAfter(result.answer, attempt)
  // A server may close an idle connection just as it is used again; nothing was answered, so ask once more.
  return result.failure.kind === 'disconnected' && attempt === 1 ? 0 : undefined
}
