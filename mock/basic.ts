import { utf8 } from './utf8.ts'

export interface BasicCredentials {
  readonly username: string
  readonly password: string
}

/**
 * Reads the value of an Authorization header by RFC 7617: any case of the scheme's name, base64 of UTF-8, and
 * everything after the first colon is the password, further colons included.
 */
export function parseBasic(authorization: string | undefined): BasicCredentials | undefined {
  const [, token] = /^basic +(\S+)$/i.exec(authorization?.trim() ?? '') ?? []
  const text = token === undefined ? undefined : decode(token)
  const colon = text?.indexOf(':') ?? -1
  if (text === undefined || colon < 0) return undefined
  return { username: text.slice(0, colon), password: text.slice(colon + 1) }
}

function decode(token: string): string | undefined {
  const bytes = Buffer.from(token, 'base64')
  // Node skips what is not base64; credentials that were not wholly read are not credentials.
  if (bytes.toString('base64') !== token) return undefined
  try {
    return utf8.decode(bytes)
  } catch {
    return undefined
  }
}
