import type { Contract } from '../contract/contract.ts'
import { baseAddress } from '../target/base-address.ts'
import { type EndpointSettings, variable } from '../target/endpoint-settings.ts'
import { UsageError } from '../usage-error.ts'
import { type Setting, settingsOf, type TextKey } from './endpoint-table.ts'
import { type Environment, given } from './environment.ts'
import { extraHeadersOf } from './extra-headers.ts'
import { assertSendable } from './sendable.ts'

const modes = ['both', 'basic', 'apikey'] as const

/** Reads and validates the settings of one endpoint. Throws UsageError, naming the setting. */
export function endpointSettings(
  contract: Contract,
  environment: Environment,
  kind: EndpointSettings['kind'],
  allowedHosts: readonly string[],
): EndpointSettings {
  const name = (setting: string) => variable(contract.name, setting)
  const value = (setting: string) => given(environment, name(setting))
  const table = settingsOf(contract)
  const auth = authOf(contract, name('AUTH'), value('AUTH'))
  const extraHeadersFile = value('EXTRA_HEADERS_FILE')
  const extraHeadersCommand = commandOf(name, value)
  const settings: EndpointSettings = {
    endpoint: contract.name,
    kind,
    baseUrl: withoutDocumentedPath(
      name('BASE_URL'),
      baseUrlOf(name('BASE_URL'), value('BASE_URL'), allowedHosts),
      contract,
    ),
    auth,
    contractSettings: contractSettingsOf(contract, value),
    extraHeaders: extraHeadersOf(name('EXTRA_HEADERS'), value('EXTRA_HEADERS') ?? ''),
    ...(extraHeadersFile !== undefined && { extraHeadersFile }),
    ...(extraHeadersCommand !== undefined && { extraHeadersCommand }),
    ...textsOf(table, value),
  }
  for (const account of ['', 'UNPRIVILEGED_', 'EXPENDABLE_']) {
    const parts = table.filter((setting) => setting.account === account)
    assertAccount(name, value, auth, parts, account === '')
  }
  assertOwnAccount(name, value)
  for (const { name: setting, header, credential, part, needed } of table) {
    if (needed)
      assertGiven(name(setting), value(setting), part ? `{${part}} in the address` : `the header ${header}`)
    if (setting !== 'EXTRA_HEADERS')
      assertSendable(name(setting), value(setting), header === undefined ? (credential ?? 'other') : 'header')
    if (setting.endsWith('USERNAME')) assertNoColon(name(setting), value(setting))
  }
  if (settings.otherTenant !== undefined && settings.otherTenant === value('TENANT'))
    throw new UsageError(
      `${name('OTHER_TENANT')} is ${name('TENANT')} again; expected a tenant other than that one`,
    )
  if (settings.otherTenantGroupId !== undefined && settings.otherTenant === undefined)
    throw new UsageError(
      `${name('OTHER_TENANT')} is empty; expected the tenant of ${name('OTHER_TENANT_GROUP_ID')}`,
    )
  return settings
}

type Value = (setting: string) => string | undefined

function textsOf(table: readonly Setting[], value: Value): Partial<Record<TextKey, string>> {
  const texts: Partial<Record<TextKey, string>> = {}
  for (const { key, name } of table) {
    const found = value(name)
    if (key && found !== undefined) texts[key] = found
  }
  return texts
}

function contractSettingsOf(
  { settingHeaders, pathSettings }: Contract,
  value: Value,
): EndpointSettings['contractSettings'] {
  const found = [...settingHeaders, ...pathSettings].flatMap(({ setting }) => {
    const text = value(setting)
    return text === undefined ? [] : [[setting, text] as const]
  })
  return Object.fromEntries(found)
}

/** The command that prints headers, where no other setting gives them. */
function commandOf(name: (setting: string) => string, value: Value): string | undefined {
  const setting = 'EXTRA_HEADERS_COMMAND'
  const command = value(setting)
  const other = ['EXTRA_HEADERS_FILE', 'EXTRA_HEADERS'].find((each) => value(each) !== undefined)
  if (command !== undefined && other !== undefined)
    throw new UsageError(`${name(other)} and ${name(setting)} are both given; expected one of them`)
  return command
}

function authOf(contract: Contract, name: string, found: string | undefined): EndpointSettings['auth'] {
  if (!contract.apiKey) return 'basic'
  if (!contract.basic) return 'apikey'
  if (found === undefined) return 'both'
  const mode = modes.find((each) => each === found)
  if (!mode) throw new UsageError(`${name} is ${found}; expected ${modes.join(', ')}`)
  return mode
}

function baseUrlOf(name: string, found: string | undefined, allowedHosts: readonly string[]): string {
  const expected = 'expected scheme and host, such as https://staging.example.org'
  if (found === undefined) throw new UsageError(`${name} is empty; ${expected}`)
  const url = URL.canParse(found) ? new URL(found) : undefined
  if (!url) throw new UsageError(`${name} is not a URL; ${expected}`)
  if (url.username || url.password)
    throw new UsageError(`${name} holds a user name or password; give them in settings of their own`)
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new UsageError(`${name} has the scheme ${url.protocol}; expected http: or https:`)
  if (url.search || url.hash)
    throw new UsageError(`${name} has a query or fragment; ${expected}, and at most a path prefix`)
  if (!isLoopback(url.hostname) && !allowedHosts.includes(url.hostname)) {
    throw new UsageError(
      `${name} names the host ${url.hostname}, which is not this machine; allow it with --allow-host ${url.hostname}`,
    )
  }
  return baseAddress(found)
}

/** Throws UsageError for an address that ends in the documented path, or the beginning of it: that is appended. */
function withoutDocumentedPath(name: string, baseUrl: string, { update }: Contract): string {
  const steps = update.path
    .replace(/\/[^/]*\{.*$/, '')
    .split('/')
    .slice(1)
  const beginnings = steps.map((_, at) => `/${steps.slice(0, at + 1).join('/')}`).slice(1)
  const { pathname } = new URL(baseUrl)
  const found = beginnings.find((each) => `${pathname}/`.endsWith(`${each}/`))
  if (found === undefined) return baseUrl
  throw new UsageError(
    `${name} ends in ${found}, and ${update.path} is appended to it; expected scheme and host, and at most the prefix of a gateway`,
  )
}

function isLoopback(host: string): boolean {
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '[::1]' ||
    /^127\.\d+\.\d+\.\d+$/.test(host)
  )
}

/** Half an account is a mistake of the operator, not something that an endpoint can be judged by. */
function assertAccount(
  name: (setting: string) => string,
  value: Value,
  auth: EndpointSettings['auth'],
  parts: readonly Setting[],
  needed: boolean,
): void {
  const left = { both: undefined, basic: 'key', apikey: 'basic' }[auth]
  const settings = parts.filter(({ credential }) => credential !== left).map((part) => part.name)
  const missing = settings.filter((setting) => value(setting) === undefined)
  if (missing.length === 0 || (!needed && missing.length === settings.length)) return
  const given = settings.filter((setting) => value(setting) !== undefined)
  const found =
    given.length > 0
      ? `${given.map(name).join(' and ')} given, but ${missing.map(name).join(' and ')} empty`
      : `${missing.map(name).join(', ')} empty`
  throw new UsageError(
    `${found}; expected ${settings.map(name).join(', ')} together (${name('AUTH')} is ${auth})`,
  )
}

/** Logins that fail for an account lock that account: one that others need is not expendable. */
function assertOwnAccount(name: (setting: string) => string, value: Value): void {
  for (const part of ['USERNAME', 'API_KEY']) {
    const expendable = value(`EXPENDABLE_${part}`)
    const twin = [part, `UNPRIVILEGED_${part}`].find((other) => value(other) === expendable)
    if (expendable !== undefined && twin !== undefined)
      throw new UsageError(
        `${name(`EXPENDABLE_${part}`)} is ${name(twin)} again; expected an account of its own, which may be locked`,
      )
  }
}

function assertGiven(name: string, value: string | undefined, of: string): void {
  if (value === undefined)
    throw new UsageError(`${name} is empty; expected the value of ${of} of every request`)
}

/** A server takes the first colon for the end of the user name (RFC 7617, section 2). */
function assertNoColon(name: string, user: string | undefined): void {
  if (user?.includes(':'))
    throw new UsageError(`${name} holds a colon, where its password would begin; expected a name without one`)
}
