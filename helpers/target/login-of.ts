import type { KeyPlace } from '../contract/contract.ts'
import { basicHeader, type Credentials, keyShown } from './credentials.ts'
import { type Header, sameHeaderName } from './header.ts'

/**
 * Whom a request logs in as: the account whose credentials it shows, or none. Credentials that are wrong or ill-formed are
 * `wrong` where they name the account that logins may fail for, which is then said to have failed; else `nobody`'s.
 */
export function loginOf(
  headers: readonly Header[],
  accounts: readonly [expendable: Credentials, ...Credentials[]],
  keyPlace: KeyPlace | undefined,
): Credentials | 'none' | 'wrong' | 'nobody' {
  const key = keyPlace && headerOf(headers, keyPlace.header)
  // Where the key stands in that header, nobody has a user and a password.
  const authorization =
    keyPlace && sameHeaderName(keyPlace.header, 'Authorization')
      ? undefined
      : headerOf(headers, 'Authorization')
  if (authorization === undefined && key === undefined) return 'none'
  const isOf = ({ username, password, apiKey }: Credentials) =>
    key === (apiKey && keyPlace && keyShown(apiKey.value, keyPlace)) &&
    anyScheme(authorization) ===
      (username && password ? anyScheme(basicHeader(username, password).value) : undefined)
  const account = accounts.find(isOf)
  if (account) return account
  const [{ username }] = accounts
  // A key alone may be what the account is known by.
  if (authorization === undefined || !username) return 'wrong'
  return named(authorization).includes(folded(username.value)) ? 'wrong' : 'nobody'
}

/** The name of the scheme may be in any case (RFC 7617): that makes no login wrong. */
function anyScheme(authorization: string | undefined): string | undefined {
  return authorization?.replace(/^basic /i, 'Basic ')
}

/** The users that a header may be taken to name: before the colon, in base64 or as it stands, whatever the scheme. */
function named(authorization: string): string[] {
  const token = authorization.replace(/^\S+ /, '')
  return [token, Buffer.from(token, 'base64').toString('utf8')].map((pair) =>
    folded(pair.replace(/:.*/s, '')),
  )
}

/** As the most lenient directory compares it: without case, accents, width, percent-encoding, and what a NUL or a blank hides. */
function folded(user: string): string {
  const decoded = user.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return decoded.replace(/\0.*/s, '').normalize('NFKD').replace(/\p{M}/gu, '').trim().toLowerCase()
}

function headerOf(headers: readonly Header[], name: string): string | undefined {
  return headers.find((header) => sameHeaderName(header.name, name))?.value
}
