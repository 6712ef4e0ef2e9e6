import type { Contract } from '../contract/contract.ts'
import { type EndpointSettings, variable } from '../target/endpoint-settings.ts'
import { UsageError } from '../usage-error.ts'
import { type Environment, given } from './environment.ts'

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
  const auth = authOf(contract, name('AUTH'), value('AUTH'))
  const settings: EndpointSettings = {
    endpoint: contract.name,
    kind,
    baseUrl: baseUrlOf(name('BASE_URL'), value('BASE_URL'), allowedHosts),
    auth,
    extraHeaders: extraHeadersOf(name('EXTRA_HEADERS'), value('EXTRA_HEADERS')),
    ...present({
      username: value('USERNAME'),
      password: value('PASSWORD'),
      apiKey: value('API_KEY'),
      unprivilegedUsername: value('UNPRIVILEGED_USERNAME'),
      unprivilegedPassword: value('UNPRIVILEGED_PASSWORD'),
      unprivilegedApiKey: value('UNPRIVILEGED_API_KEY'),
      tenant: value('TENANT'),
      groupId: value('GROUP_ID'),
      ownerId: value('OWNER_ID'),
      secondGroupId: value('SECOND_GROUP_ID'),
      otherTenant: value('OTHER_TENANT'),
      otherTenantGroupId: value('OTHER_TENANT_GROUP_ID'),
    }),
  }
  assertAccount(name, value, auth, '', true)
  assertAccount(name, value, auth, 'UNPRIVILEGED_', false)
  for (const { setting } of contract.settingHeaders) assertGiven(name(setting), value(setting))
  for (const setting of ['API_KEY', 'UNPRIVILEGED_API_KEY', 'TENANT', 'OTHER_TENANT', 'EXTRA_HEADERS'])
    assertHeaderText(name(setting), value(setting))
  if (settings.otherTenant !== undefined && settings.otherTenant === settings.tenant)
    throw new UsageError(
      `${name('OTHER_TENANT')} is ${name('TENANT')} again; expected a tenant other than that one`,
    )
  if (settings.otherTenantGroupId !== undefined) assertGiven(name('OTHER_TENANT'), value('OTHER_TENANT'))
  return settings
}

function authOf(contract: Contract, name: string, found: string | undefined): EndpointSettings['auth'] {
  if (!contract.apiKeyHeader) return 'basic'
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
  return found
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
  value: (setting: string) => string | undefined,
  auth: EndpointSettings['auth'],
  prefix: string,
  needed: boolean,
): void {
  const parts = [
    ...(auth === 'apikey' ? [] : ['USERNAME', 'PASSWORD']),
    ...(auth === 'basic' ? [] : ['API_KEY']),
  ]
  const settings = parts.map((part) => prefix + part)
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

function assertGiven(name: string, value: string | undefined): void {
  if (value === undefined)
    throw new UsageError(`${name} is empty; expected the name that requests are sent under`)
}

/** What is sent as a header holds no control characters and none beyond Latin-1 (RFC 9110, section 5.5). */
function assertHeaderText(name: string, value: string | undefined): void {
  if (value !== undefined && !/^[\t\n\x20-\x7e\x80-\xff]*$/.test(value))
    throw new UsageError(`${name} holds a character that no header can carry; expected Latin-1 text`)
}

/** `Name: value` pairs, one a line or divided by semicolons. */
function extraHeadersOf(name: string, found: string | undefined): [string, string][] {
  const lines = (found ?? '').split(/[\n;]/).map((line) => line.trim())
  return lines
    .filter((line) => line !== '')
    .map((line, at) => {
      const [, header, value] = /^([!#$%&'*+.^_`|~\w-]+):\s*(.*)$/.exec(line) ?? []
      if (!header || !value)
        throw new UsageError(
          `${name}: entry ${at + 1} is no header; expected Name: value, divided by semicolons`,
        )
      return [header, value]
    })
}

type Present<Values> = { [Key in keyof Values]?: NonNullable<Values[Key]> }

function present<Values extends Record<string, string | undefined>>(values: Values): Present<Values> {
  const pairs = Object.entries(values).filter(([, value]) => value !== undefined)
  return Object.fromEntries(pairs) as Present<Values>
}
