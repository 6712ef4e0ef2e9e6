import type { Answer } from './answer.ts'
import { type Header, sameHeaderName } from './header.ts'

/**
 * The header that sends the cookies of an answer back; undefined where it sets none. What they hold may be as good as a
 * password: it is not shown.
 */
export function cookieOf({ headers }: Answer): Header | undefined {
  const pairs = headers
    .filter(([name]) => sameHeaderName(name, 'Set-Cookie'))
    .map(([, value]) => value.split(';', 1)[0]?.trim() ?? '')
    .filter((pair) => pair.includes('='))
  if (pairs.length === 0) return undefined
  const secrets = pairs.map((pair) => ({ value: pair.slice(pair.indexOf('=') + 1), name: '$COOKIE' }))
  return {
    name: 'Cookie',
    value: pairs.join('; '),
    shown: '$COOKIES',
    curl: '-H "Cookie: $COOKIES"',
    secrets,
  }
}
