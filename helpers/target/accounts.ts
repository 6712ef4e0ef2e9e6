import type { Contract } from '../contract/contract.ts'
import { type Credentials, type Secret, suffixOf } from './credentials.ts'
import { type EndpointSettings, variable } from './endpoint-settings.ts'
import { gatewaySecrets } from './read-gateway-headers.ts'
import type { RedactedValue } from './redact.ts'

/** What requests are sent as. */
export function privilegedAccount(settings: EndpointSettings): Credentials {
  const { username, password, apiKey } = settings
  return accountOf(settings, { USERNAME: username, PASSWORD: password, API_KEY: apiKey }, '')
}

/** A second account, which may not update groups. */
export function unprivilegedAccount(settings: EndpointSettings): Credentials {
  const { unprivilegedUsername, unprivilegedPassword, unprivilegedApiKey } = settings
  const values = {
    USERNAME: unprivilegedUsername,
    PASSWORD: unprivilegedPassword,
    API_KEY: unprivilegedApiKey,
  }
  return accountOf(settings, values, 'UNPRIVILEGED_')
}

/** An account that logins may fail for until it is locked; undefined where none was given. */
export function expendableAccount(settings: EndpointSettings): Credentials | undefined {
  const { expendableUsername, expendablePassword, expendableApiKey } = settings
  const values = { USERNAME: expendableUsername, PASSWORD: expendablePassword, API_KEY: expendableApiKey }
  const account = accountOf(settings, values, 'EXPENDABLE_')
  return account.password || account.apiKey ? account : undefined
}

/** Every account that the settings know, the ordinary one first. */
export function accountsOf(settings: EndpointSettings): Credentials[] {
  const expendable = expendableAccount(settings)
  return [privilegedAccount(settings), unprivilegedAccount(settings), ...(expendable ? [expendable] : [])]
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

/** Every secret of the settings, and the variable that stands in its place. */
export function secretsOf(
  { settingHeaders, pathSettings }: Contract,
  settings: EndpointSettings,
): RedactedValue[] {
  const { endpoint, contractSettings } = settings
  const secrets = gatewaySecrets(settings)
  for (const { setting, secret } of [...settingHeaders, ...pathSettings]) {
    const value = contractSettings[setting]
    if (secret && value !== undefined) secrets.push({ value, name: `$${variable(endpoint, setting)}` })
  }
  for (const { password, apiKey } of accountsOf(settings)) {
    // Sent behind a user that ends with its first character, it stands elsewhere in what base64 makes of the pair.
    const rest = password && suffixOf(password)
    if (rest) secrets.push({ value: rest.value, name: rest.shell })
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
