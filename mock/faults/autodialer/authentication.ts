import type { AutodialerCall } from '../../autodialer/call.ts'
import type { AutodialerAccount } from '../../autodialer/store.ts'
import { soleHeader } from '../../exchange.ts'
import { parseObject } from '../../json.ts'
import { Slot } from '../../slot.ts'
import { apply } from './apply-anyway.ts'
import { type AutodialerFault, ofUpdate } from './tools.ts'

const trusted = new Slot<AutodialerAccount | undefined>(() => undefined)
const refusedInRow = new Slot(() => 0)

/** Lets in, as the main account, requests that nobody should. */
function admitting(lenient: (call: AutodialerCall) => boolean): AutodialerFault['decisions'] {
  return (honest) => ({
    authenticate: async (call) =>
      (await honest.authenticate(call)) ??
      (ofUpdate(call) && lenient(call) ? call.store.accounts[0] : undefined),
  })
}

/** Asks nobody who sends an update of that kind. */
function unguarded(isOpen: (call: AutodialerCall) => boolean): AutodialerFault['decisions'] {
  return (honest) => ({
    authenticate: (call) =>
      ofUpdate(call) && isOpen(call) ? call.store.accounts[0] : honest.authenticate(call),
  })
}

const authorization = (call: AutodialerCall) => soleHeader(call.request, 'authorization') ?? ''
const key = (call: AutodialerCall) => soleHeader(call.request, 'x-apikey')
const rightKey = (call: AutodialerCall) => key(call) === call.store.accounts[0]?.apiKey

const headers: readonly [id: string, lie: string, check: string, AutodialerFault['decisions']][] = [
  [
    'autodialer-scheme-ignored',
    'What follows the scheme counts, whatever the scheme.',
    'auth-scheme-bearer',
    admitting((call) => rightKey(call) && hasRightToken(call, /^\w+ +(\S+)$/)),
  ],
  [
    'autodialer-basic-plain',
    'User name and password need not be encoded.',
    'auth-basic-plain',
    admitting((call) => rightKey(call) && isPlainPair(call)),
  ],
  [
    'autodialer-user-alone',
    'A user name that comes without a password is believed.',
    'auth-user-only',
    admitting((call) => rightKey(call) && decoded(call) === call.store.accounts[0]?.username),
  ],
  [
    'autodialer-password-of-anyone',
    'User name and password are looked up apart, so that they may be of two accounts.',
    'auth-password-of-other-account',
    admitting((call) => {
      const [username, password] = decoded(call).split(':')
      const { accounts } = call.store
      return (
        rightKey(call) &&
        accounts.some((account) => account.username === username) &&
        accounts.some((account) => account.password === password)
      )
    }),
  ],
  [
    'autodialer-user-of-anyone',
    'An account is found by its password, whichever known user is named.',
    'auth-user-of-other-account',
    admitting((call) => {
      const [username, ...rest] = decoded(call).split(':')
      const { accounts } = call.store
      const known = accounts.some((account) => account.username === username)
      return rightKey(call) && known && rest.join(':') === accounts[0]?.password
    }),
  ],
  [
    'autodialer-basic-not-base64-skipped',
    'Basic credentials that are not base64 are passed over, as the key is right.',
    'auth-basic-not-base64',
    admitting((call) => rightKey(call) && /^Basic [^:]*!/.test(authorization(call))),
  ],
  [
    'autodialer-basic-no-colon-skipped',
    'Basic credentials without a colon are passed over, as the key is right.',
    'auth-basic-no-colon',
    admitting(
      (call) =>
        rightKey(call) && /^\w+$/.test(decoded(call)) && decoded(call) !== call.store.accounts[0]?.username,
    ),
  ],
  [
    'autodialer-basic-bare-believed',
    'The word Basic alone is enough, as the key is right.',
    'auth-basic-nothing',
    admitting((call) => rightKey(call) && authorization(call).trim() === 'Basic'),
  ],
  [
    'autodialer-digest-believed',
    'The scheme Digest is read as Basic.',
    'auth-scheme-digest',
    admitting((call) => rightKey(call) && hasRightToken(call, /^Digest +(\S+)$/)),
  ],
  [
    'autodialer-scheme-contained',
    'The scheme may be any that ends in Basic.',
    'auth-scheme-longer',
    admitting((call) => rightKey(call) && hasRightToken(call, /Basic +(\S+)$/)),
  ],
  [
    'autodialer-pair-swapped',
    'User name and password are looked for in either order.',
    'auth-swapped',
    admitting((call) => {
      const account = call.store.accounts[0]
      return (
        rightKey(call) && account !== undefined && decoded(call) === `${account.password}:${account.username}`
      )
    }),
  ],
]

function isPut(call: AutodialerCall): boolean {
  return ofUpdate(call) && call.request.method === 'PUT'
}

function hasRightToken(call: AutodialerCall, form: RegExp): boolean {
  const account = call.store.accounts[0]
  const token = form.exec(authorization(call))?.[1]
  return account !== undefined && decodeToken(token) === `${account.username}:${account.password}`
}

function isPlainPair(call: AutodialerCall): boolean {
  const account = call.store.accounts[0]
  return account !== undefined && authorization(call) === `Basic ${account.username}:${account.password}`
}

function decoded(call: AutodialerCall): string {
  return decodeToken(/^Basic +(\S+)$/.exec(authorization(call))?.[1])
}

function decodeToken(token: string | undefined): string {
  return Buffer.from(token ?? '', 'base64').toString('utf8')
}

/** Headers that are read too kindly, and connections that remember. */
export const authentication: readonly AutodialerFault[] = [
  ...headers.map(
    ([id, lie, check, decisions]): AutodialerFault => ({
      id,
      lie,
      behaviour: 'authentication',
      checks: [check],
      decisions,
    }),
  ),
  {
    id: 'autodialer-keep-alive-trusted',
    lie: 'A connection that has once shown credentials need not show them again.',
    behaviour: 'authentication',
    checks: ['auth-kept-alive-missing'],
    decisions: (honest) => ({
      authenticate: async (call) => {
        const account = trusted.of(call.connection) ?? (await honest.authenticate(call))
        trusted.set(call.connection, account)
        return account
      },
    }),
  },
  {
    id: 'autodialer-put-unguarded',
    lie: 'POST is guarded, and PUT is served as well.',
    behaviour: 'authentication',
    checks: ['auth-other-address'],
    decisions: (honest) => ({
      methodServed: (call) => isPut(call) || honest.methodServed(call),
      ...unguarded(isPut)(honest),
    }),
  },
  {
    id: 'autodialer-query-unguarded',
    lie: 'What guards the address compares it with its query, and what serves it without.',
    behaviour: 'authentication',
    checks: ['auth-other-address'],
    decisions: unguarded((call) => call.request.url.includes('?')),
  },
  {
    id: 'autodialer-local-caller-permitted',
    lie: 'Whoever logs in, and is said to ask from the machine itself, has all permissions.',
    behaviour: 'authorisation',
    checks: ['forbidden-from-inside'],
    decisions: (honest) => ({
      permits: (call, account) =>
        soleHeader(call.request, 'x-forwarded-for') === '127.0.0.1' || honest.permits(call, account),
    }),
  },
  {
    id: 'autodialer-put-permitted',
    lie: 'POST asks for the permission, and PUT is served to whoever logs in.',
    behaviour: 'authorisation',
    checks: ['forbidden-other-address'],
    decisions: (honest) => ({
      methodServed: (call) => isPut(call) || honest.methodServed(call),
      permits: (call, account) => isPut(call) || honest.permits(call, account),
    }),
  },
  {
    id: 'autodialer-slashes-unguarded',
    lie: 'Slashes in a row are one to what serves an address, and not to what guards it.',
    behaviour: 'authentication',
    checks: ['auth-other-address'],
    decisions: (honest) => ({
      lost: async (call) => {
        const isUpdate = call.request.url.replaceAll('//', '/') === '/api/v4/autodialer/groups/update'
        if (isUpdate) await apply(call, parseObject(call.request.body))
        return honest.lost(call)
      },
    }),
  },
  {
    id: 'autodialer-user-remembered',
    lie: 'A user who was let in on a connection is not asked for the password again.',
    behaviour: 'authentication',
    checks: ['auth-kept-alive-wrong'],
    decisions: (honest) => ({
      authenticate: async (call) => {
        const known = trusted.of(call.connection)
        const named = honest.credentials(call).basic?.username
        const account = known && named === known.username ? known : await honest.authenticate(call)
        trusted.set(call.connection, account ?? known)
        return account
      },
    }),
  },
  {
    id: 'autodialer-connection-locked',
    lie: 'A connection on which two requests in a row were refused is refused from then on.',
    behaviour: 'authentication',
    checks: ['auth-kept-alive-right'],
    decisions: (honest) => ({
      authenticate: async (call) => {
        const refused = refusedInRow.of(call.connection)
        const account = refused < 2 ? await honest.authenticate(call) : undefined
        refusedInRow.set(call.connection, account === undefined ? refused + 1 : 0)
        return account
      },
    }),
  },
]
