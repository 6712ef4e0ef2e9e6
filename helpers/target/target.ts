import type { Dispatcher } from 'undici'
import type { Contract } from '../contract/contract.ts'
import { addressed } from '../contract/paths.ts'
import type { GroupValues } from '../contract/types.ts'
import { defaultOptions } from '../settings/default-options.ts'
import { expendableAccount, privilegedAccount, secretsOf, unprivilegedAccount } from './accounts.ts'
import { Client } from './client.ts'
import { isCommonWord } from './common-words.ts'
import { type Credentials, credentialHeaders } from './credentials.ts'
import { type EndpointSettings, variable } from './endpoint-settings.ts'
import { GatewayHeaders } from './gateway-headers.ts'
import type { Header } from './header.ts'
import { type NetworkSettings, proxyFor } from './network.ts'
import { type Redact, Redactor } from './redact.ts'
import type { Sent } from './sent.ts'
import type { TransportLimits } from './transport.ts'
import { UpdateRequest } from './update-request.ts'
import type { WireRequest } from './wire-request.ts'

/** How a target is reached; a part of the plan. */
interface Reaching {
  readonly limits: TransportLimits
  readonly network?: NetworkSettings
  /** Logins that may fail in a row, for any account. */
  readonly failedLogins?: number
}

/** An endpoint at an address: what it is asked with, and the client that asks it. */
export class Target {
  readonly contract: Contract
  readonly settings: EndpointSettings
  readonly credentials: Credentials
  readonly unprivileged: Credentials
  /** The account that logins fail for: the one that was given for it, else the one of all requests. */
  readonly expendable: Credentials
  /** How it is asked. */
  readonly client: Client
  readonly redact: Redact
  /** Whether a proxy may stand in between. */
  readonly proxied: boolean
  #headers: readonly Header[] | undefined
  readonly #gateway: GatewayHeaders

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
    const secrets = secretsOf(contract, settings)
    const redactor = new Redactor(secrets, (value) => isCommonWord(value, contract, settings.baseUrl))
    this.redact = redactor.redact
    this.#gateway = new GatewayHeaders(settings, limits.deadline / 1_000)
    this.client = new Client(
      {
        url: new URL(settings.baseUrl),
        accounts: [this.expendable, this.credentials, this.unprivileged],
        apiKey: contract.apiKey,
        gateway: this.#gateway,
        redactor,
      },
      { transport: limits, network, failedLogins },
    )
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

  /** Whether the account of all requests seems locked. */
  get isLocked(): boolean {
    return this.client.failedLogins.isLocked && this.expendable === this.credentials
  }

  /** Sends a request; the last exchange is the one that counts. */
  send(request: WireRequest, connection?: Dispatcher): Promise<Sent> {
    return this.client.send(request, connection)
  }
}
