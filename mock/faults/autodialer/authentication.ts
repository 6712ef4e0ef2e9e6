import type { AutodialerCall } from '../../autodialer/call.ts'
import type { AutodialerDecisions } from '../../autodialer/decisions.ts'
import type { AutodialerAccount } from '../../autodialer/store.ts'
import { soleHeader } from '../../exchange.ts'
import { Slot } from '../../slot.ts'
import { type AutodialerFault, ofUpdate } from './tools.ts'

const trusted = new Slot<AutodialerAccount | undefined>(() => undefined)
const refusedInRow = new Slot(() => 0)

type Part = 'username' | 'password' | 'apiKey'

/** Compares one part of the credentials loosely. */
function loosely(
  loose: Part,
  same: (given: string, kept: string) => boolean,
): (honest: AutodialerDecisions) => Partial<AutodialerDecisions> {
  return (honest) => ({
    same: (call, part, given, kept) =>
      part === loose ? same(given, kept) : honest.same(call, part, given, kept),
  })
}

/** Lets in, as the main account, requests that nobody should. */
function admitting(lenient: (call: AutodialerCall) => boolean): AutodialerFault['decisions'] {
  return (honest) => ({
    authenticate: async (call) =>
      (await honest.authenticate(call)) ??
      (ofUpdate(call) && lenient(call) ? call.store.accounts[0] : undefined),
  })
}

const authorization = (call: AutodialerCall) => soleHeader(call.request, 'authorization') ?? ''
const key = (call: AutodialerCall) => soleHeader(call.request, 'x-apikey')
const rightKey = (call: AutodialerCall) => key(call) === call.store.accounts[0]?.apiKey

const looseParts: readonly [id: string, lie: string, check: string, AutodialerFault['decisions']][] = [
  [
    'password-prefix',
    'A password is right when its first seven characters are.',
    'auth-password-prefix',
    loosely('password', (given, kept) => given.slice(0, 7) === kept.slice(0, 7)),
  ],
  [
    'password-case',
    'The case of a password is of no importance.',
    'auth-password-case',
    loosely('password', (given, kept) => given.toLowerCase() === kept.toLowerCase()),
  ],
  [
    'password-ignored',
    'A known user is let in whatever the password.',
    'auth-password-wrong',
    loosely('password', () => true),
  ],
  [
    'password-empty',
    'An empty password is a password not asked for.',
    'auth-password-empty',
    loosely('password', (given, kept) => given === '' || given === kept),
  ],
  [
    'password-contained',
    'A password is right when it stands somewhere in the right one.',
    'auth-password-suffix',
    loosely('password', (given, kept) => given !== '' && kept.endsWith(given)),
  ],
  [
    'user-case',
    'The case of a user name is of no importance.',
    'auth-user-case',
    loosely('username', (given, kept) => given.toLowerCase() === kept.toLowerCase()),
  ],
  [
    'user-ignored',
    'The right password is enough, whoever shows it.',
    'auth-user-unknown',
    loosely('username', () => true),
  ],
  [
    'user-like',
    'A user name is looked up by how it starts.',
    'auth-user-prefix',
    loosely('username', (given, kept) => given !== '' && kept.startsWith(given)),
  ],
  [
    'key-prefix',
    'A key is right when it is the start of the right one.',
    'auth-key-prefix',
    loosely('apiKey', (given, kept) => given.length > 8 && kept.startsWith(given)),
  ],
  [
    'key-cut',
    'A key is read up to its fiftieth character.',
    'auth-key-longer',
    loosely('apiKey', (given, kept) => given.slice(0, 50) === kept),
  ],
  [
    'key-case',
    'The case of a key is of no importance.',
    'auth-key-case',
    loosely('apiKey', (given, kept) => given.toLowerCase() === kept.toLowerCase()),
  ],
  [
    'key-empty',
    'An empty key is a key not asked for.',
    'auth-key-empty',
    loosely('apiKey', (given, kept) => given === '' || given === kept),
  ],
  ['key-any', 'A key is asked for, and any will do.', 'auth-key-wrong', loosely('apiKey', () => true)],
  [
    'key-ignored',
    'User name and password are enough, whatever the key.',
    'auth-key-missing',
    () => ({ asks: () => 'basic' }),
  ],
  [
    'basic-ignored',
    'The key is enough, whatever user name and password.',
    'auth-basic-missing',
    () => ({ asks: () => 'apikey' }),
  ],
  [
    'nobody-asked',
    'Updates are open to everyone.',
    'auth-missing',
    (honest) => ({
      authenticate: async (call) =>
        (await honest.authenticate(call)) ?? (ofUpdate(call) ? call.store.accounts[0] : undefined),
    }),
  ],
  [
    'scheme-ignored',
    'What follows the scheme counts, whatever the scheme.',
    'auth-scheme-bearer',
    admitting((call) => rightKey(call) && hasRightToken(call, /^\w+ +(\S+)$/)),
  ],
  [
    'basic-plain',
    'User name and password need not be encoded.',
    'auth-basic-plain',
    admitting((call) => rightKey(call) && isPlainPair(call)),
  ],
  [
    'user-alone',
    'A user name that comes without a password is believed.',
    'auth-user-only',
    admitting((call) => rightKey(call) && decoded(call) === call.store.accounts[0]?.username),
  ],
  [
    'password-of-anyone',
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
    'user-cut',
    'A user name is read up to its fourth character.',
    'auth-user-longer',
    loosely('username', (given, kept) => given.slice(0, 4) === kept),
  ],
  [
    'user-empty',
    'An empty user name is one not asked for.',
    'auth-user-empty',
    loosely('username', (given, kept) => given === '' || given === kept),
  ],
  [
    'key-end',
    'A key is right when it is the end of the right one.',
    'auth-key-suffix',
    loosely('apiKey', (given, kept) => given.length > 8 && kept.endsWith(given)),
  ],
  [
    'basic-not-base64-skipped',
    'Basic credentials that are not base64 are passed over, as the key is right.',
    'auth-basic-not-base64',
    admitting((call) => rightKey(call) && /^Basic [^:]*!/.test(authorization(call))),
  ],
  [
    'basic-no-colon-skipped',
    'Basic credentials without a colon are passed over, as the key is right.',
    'auth-basic-no-colon',
    admitting(
      (call) =>
        rightKey(call) && /^\w+$/.test(decoded(call)) && decoded(call) !== call.store.accounts[0]?.username,
    ),
  ],
  [
    'basic-bare-believed',
    'The word Basic alone is enough, as the key is right.',
    'auth-basic-nothing',
    admitting((call) => rightKey(call) && authorization(call).trim() === 'Basic'),
  ],
  [
    'digest-believed',
    'The scheme Digest is read as Basic.',
    'auth-scheme-digest',
    admitting((call) => rightKey(call) && hasRightToken(call, /^Digest +(\S+)$/)),
  ],
  [
    'pair-swapped',
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

export const authentication: readonly AutodialerFault[] = [
  ...looseParts.map(
    ([id, lie, check, decisions]): AutodialerFault => ({
      id: `autodialer-${id}`,
      lie,
      level: 'must',
      behaviour: 'authentication',
      checks: [check],
      decisions,
    }),
  ),
  {
    id: 'autodialer-keep-alive-trusted',
    lie: 'A connection that has once shown credentials need not show them again.',
    level: 'must',
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
    id: 'autodialer-user-remembered',
    lie: 'A user who was let in on a connection is not asked for the password again.',
    level: 'must',
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
    level: 'must',
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
