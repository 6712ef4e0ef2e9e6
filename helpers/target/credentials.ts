import type { KeyPlace } from '../contract/contract.ts'
import { swapCase } from '../swap-case.ts'
import type { Header } from './header.ts'
import type { RedactedValue } from './redact.ts'

/** A value of the settings, and how a shell spells it: `$SQS_PASSWORD`, or an expression over it. */
export interface Secret {
  readonly value: string
  readonly shell: string
}

/** What a caller shows to be let in. A part that is undefined is not sent. */
export interface Credentials {
  readonly username?: Secret | undefined
  readonly password?: Secret | undefined
  readonly apiKey?: Secret | undefined
}

/** A value that is no secret: it stands in reports as it is. */
export function plain(value: string): Secret {
  return { value, shell: value }
}

/** The same user with a secret that is not its own. */
export function wrongly(credentials: Credentials): Credentials {
  return {
    ...credentials,
    ...(credentials.password && { password: plain('not-the-password') }),
    ...(credentials.apiKey && { apiKey: plain('not-the-key') }),
  }
}

/** The secret without its last character. */
export function prefixOf(secret: Secret): Secret {
  return { value: secret.value.slice(0, -1), shell: expression(secret, '%?') }
}

/** The secret without its first character. */
export function suffixOf(secret: Secret): Secret {
  return { value: secret.value.slice(1), shell: expression(secret, '#?') }
}

/** Gives a secret with this behind it. */
export function followedBy(more: string): (secret: Secret) => Secret {
  return (secret) => ({ value: `${secret.value}${more}`, shell: `${expression(secret, '')}${more}` })
}

/** Gives a secret behind this. */
export function after(more: string): (secret: Secret) => Secret {
  return (secret) => ({ value: `${more}${secret.value}`, shell: `${more}${secret.shell}` })
}

/** The secret with its first character in full width, as forms of East Asia have it. */
export function wide(secret: Secret): Secret {
  const first = secret.value.charCodeAt(0)
  const isNarrow = first > 0x20 && first < 0x7f
  const start = isNarrow ? String.fromCharCode(first + 0xfee0) : `${secret.value.slice(0, 1)}\u3000`
  return startingWith(start, secret)
}

/** The secret as one of a list. */
export function listed(secret: Secret): Secret {
  return { value: `x,${secret.value}`, shell: `x,${secret.shell}` }
}

/** The secret with its first character in percent-encoding. */
export function encoded(secret: Secret): Secret {
  const first = [...Buffer.from(secret.value.slice(0, 1))].map((byte) => `%${byte.toString(16)}`).join('')
  return startingWith(first, secret)
}

/** The secret with this in place of its first character. */
function startingWith(start: string, secret: Secret): Secret {
  return { value: `${start}${secret.value.slice(1)}`, shell: `${start}${expression(secret, '#?')}` }
}

/** The secret with upper and lower case letters exchanged. */
export function otherCase(secret: Secret): Secret {
  return {
    value: swapCase(secret.value),
    shell: `$(printf %s "${secret.shell}" | sed 'y/abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ/ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz/')`,
  }
}

/** The secret with its last two characters exchanged: as long, with the same letters, and right but for its end. */
export function exchangedIn(secret: Secret): Secret {
  return {
    value: secret.value.replace(/(.)(.)$/su, '$2$1'),
    shell: `$(printf %s "${secret.shell}" | sed 's/\\(.\\)\\(.\\)$/\\2\\1/')`,
  }
}

/** `${NAME%?}` for a secret that is a plain `$NAME`; a derived one is only pasted to. */
function expression(secret: Secret, operator: string): string {
  const name = /^\$(\w+)$/.exec(secret.shell)?.[1]
  return name ? `\${${name}${operator}}` : secret.shell
}

/** The Authorization header of HTTP Basic (RFC 7617): user and password in UTF-8, joined by a colon, in base64. */
export function basicHeader(username: Secret, password: Secret, scheme = 'Basic'): Header {
  const token = Buffer.from(`${username.value}:${password.value}`).toString('base64')
  const pair = `${username.shell}:${password.shell}`
  const curl =
    scheme === 'Basic'
      ? `-u "${pair}"`
      : `-H "Authorization: ${scheme} $(printf %s "${pair}" | base64 | tr -d '\\n')"`
  return {
    name: 'Authorization',
    value: `${scheme} ${token}`,
    shown: `${scheme} base64(${pair})`,
    curl,
    secrets: [{ value: token, name: `base64(${pair})` }, ...redacted(password)],
  }
}

/** The password's first character at the end of the user, where it is missing: joined, they are what the right ones are. */
export function shiftedHeader(username: Secret, password: Secret): Header {
  const name = /^\$(\w+)$/.exec(password.shell)?.[1]
  const first = name ? `\${${name}%"\${${name}#?}"}` : ''
  const user = {
    value: `${username.value}${password.value.slice(0, 1)}`,
    shell: `${username.shell}${first}`,
  }
  const basic = basicHeader(user, suffixOf(password))
  // An answer that says whom it does not know tells a part of the password.
  return { ...basic, secrets: [...(basic.secrets ?? []), ...redacted(user)] }
}

/** A user with no colon and no password behind it. */
export function userAloneHeader(username: Secret): Header {
  const token = Buffer.from(username.value).toString('base64')
  return {
    name: 'Authorization',
    value: `Basic ${token}`,
    shown: `Basic base64(${username.shell})`,
    curl: `-H "Authorization: Basic $(printf %s "${username.shell}" | base64 | tr -d '\\n')"`,
    secrets: [{ value: token, name: `base64(${username.shell})` }],
  }
}

/** Characters that end a text for some software, and how printf spells them. */
const enders = { NUL: ['\0', '\\000'], 'line feed': ['\n', '\\n'] } as const

/** The same with one of these and more behind the user, or behind the password. */
export function behindHeader(
  username: Secret,
  password: Secret,
  behind: 'username' | 'password',
  ender: keyof typeof enders,
): Header {
  const [sent, printed] = enders[ender].map((text) => `${text}x`)
  const at = (part: typeof behind, text = '') => (part === behind ? text : '')
  const pair = `${username.value}${at('username', sent)}:${password.value}${at('password', sent)}`
  const token = Buffer.from(pair).toString('base64')
  const format = `%s${at('username', printed)}:%s${at('password', printed)}`
  const shell = `printf '${format}' "${username.shell}" "${password.shell}"`
  return {
    name: 'Authorization',
    value: `Basic ${token}`,
    shown: `Basic $(${shell} | base64)`,
    curl: `-H "Authorization: Basic $(${shell} | base64 | tr -d '\\n')"`,
    secrets: [
      { value: token, name: `base64(${username.shell}:${password.shell} and ${ender})` },
      ...redacted(password),
    ],
  }
}

function redacted(secret: Secret): RedactedValue[] {
  return secret.shell === secret.value ? [] : [{ value: secret.value, name: secret.shell }]
}

/** A key as its header shows it. */
export function keyShown(key: string, { scheme }: KeyPlace): string {
  return scheme === undefined ? key : `${scheme} ${key}`
}

/** The headers that carry the credentials. */
export function credentialHeaders(credentials: Credentials, keyPlace: KeyPlace | undefined): Header[] {
  const headers: Header[] = []
  const { username, password, apiKey } = credentials
  if (username && password) headers.push(basicHeader(username, password))
  if (apiKey && keyPlace) {
    const { header: name } = keyPlace
    const shown = keyShown(apiKey.shell, keyPlace)
    headers.push({
      name,
      value: keyShown(apiKey.value, keyPlace),
      shown,
      curl: `-H "${name}: ${shown}"`,
      secrets: redacted(apiKey),
    })
  }
  return headers
}
