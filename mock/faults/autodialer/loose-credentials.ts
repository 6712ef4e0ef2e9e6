import type { AutodialerCall } from '../../autodialer/call.ts'
import { soleHeader } from '../../exchange.ts'
import { asCondition, asPattern } from '../loose-comparisons.ts'
import { type AutodialerFault, ofUpdate } from './tools.ts'

export type Part = 'username' | 'password' | 'apiKey'

/** Compares one part of the credentials loosely. */
export function loosely(
  loose: Part,
  same: (given: string, kept: string, call: AutodialerCall) => boolean,
): AutodialerFault['decisions'] {
  return (honest) => ({
    same: (call, part, given, kept) =>
      part === loose ? same(given, kept, call) : honest.same(call, part, given, kept),
  })
}

const kinds: readonly [id: string, lie: string, check: string, AutodialerFault['decisions']][] = [
  [
    'autodialer-password-prefix',
    'A password is right when its first seven characters are.',
    'auth-password-prefix',
    loosely('password', (given, kept) => given.slice(0, 7) === kept.slice(0, 7)),
  ],
  [
    'autodialer-password-trimmed',
    'Blanks around a password are taken away.',
    'auth-password-blank',
    loosely('password', (given, kept) => given.trim() === kept),
  ],
  [
    'autodialer-user-trimmed',
    'Blanks around a user name are taken away.',
    'auth-user-blank',
    loosely('username', (given, kept) => given.trim() === kept),
  ],
  [
    'autodialer-password-case',
    'The case of a password is of no importance.',
    'auth-password-case',
    loosely('password', (given, kept) => given.toLowerCase() === kept.toLowerCase()),
  ],
  [
    'autodialer-password-ignored',
    'A known user is let in whatever the password.',
    'auth-password-wrong',
    loosely('password', () => true),
  ],
  [
    'autodialer-password-empty',
    'An empty password is a password not asked for.',
    'auth-password-empty',
    loosely('password', (given, kept) => given === '' || given === kept),
  ],
  [
    'autodialer-password-contained',
    'A password is right when it stands somewhere in the right one.',
    'auth-password-suffix',
    loosely('password', (given, kept) => given !== '' && kept.endsWith(given)),
  ],
  [
    'autodialer-user-case',
    'The case of a user name is of no importance.',
    'auth-user-case',
    loosely('username', (given, kept) => given.toLowerCase() === kept.toLowerCase()),
  ],
  [
    'autodialer-user-ignored',
    'The right password is enough, whoever shows it.',
    'auth-user-unknown',
    loosely('username', () => true),
  ],
  [
    'autodialer-user-like',
    'A user name is looked up by how it starts.',
    'auth-user-prefix',
    loosely('username', (given, kept) => given !== '' && kept.startsWith(given)),
  ],
  [
    'autodialer-key-prefix',
    'A key is right when it is the start of the right one.',
    'auth-key-prefix',
    loosely('apiKey', (given, kept) => given.length > 8 && kept.startsWith(given)),
  ],
  [
    'autodialer-key-cut',
    'A key is read up to its fiftieth character.',
    'auth-key-longer',
    loosely('apiKey', (given, kept) => given.slice(0, 50) === kept),
  ],
  ['autodialer-key-pattern', 'A key is a pattern of SQL.', 'auth-key-wildcard', loosely('apiKey', asPattern)],
  [
    'autodialer-key-condition',
    'A key is put into a query as it is.',
    'auth-key-condition',
    loosely('apiKey', asCondition),
  ],
  [
    'autodialer-key-case',
    'The case of a key is of no importance.',
    'auth-key-case',
    loosely('apiKey', (given, kept) => given.toLowerCase() === kept.toLowerCase()),
  ],
  [
    'autodialer-key-empty',
    'An empty key is a key not asked for.',
    'auth-key-empty',
    loosely('apiKey', (given, kept) => given === '' || given === kept),
  ],
  [
    'autodialer-key-any',
    'A key is asked for, and any will do.',
    'auth-key-wrong',
    loosely('apiKey', () => true),
  ],
  [
    'autodialer-key-ignored',
    'User name and password are enough, whatever the key.',
    'auth-key-missing',
    () => ({ asks: () => 'basic' }),
  ],
  [
    'autodialer-basic-ignored',
    'The key is enough, whatever user name and password.',
    'auth-basic-missing',
    () => ({ asks: () => 'apikey' }),
  ],
  [
    'autodialer-nobody-asked',
    'Updates are open to everyone.',
    'auth-missing',
    (honest) => ({
      authenticate: async (call) =>
        (await honest.authenticate(call)) ?? (ofUpdate(call) ? call.store.accounts[0] : undefined),
    }),
  ],
  [
    'autodialer-trusts-localhost',
    'Who says that it asks for this very machine is let in.',
    'auth-told-otherwise',
    (honest) => ({
      authenticate: async (call) =>
        (await honest.authenticate(call)) ??
        (ofUpdate(call) && soleHeader(call.request, 'x-forwarded-for') === '127.0.0.1'
          ? call.store.accounts[0]
          : undefined),
    }),
  ],
  [
    'autodialer-user-cut',
    'A user name is read up to its fourth character.',
    'auth-user-longer',
    loosely('username', (given, kept) => given.slice(0, 4) === kept),
  ],
  [
    'autodialer-user-empty',
    'An empty user name is one not asked for.',
    'auth-user-empty',
    loosely('username', (given, kept) => given === '' || given === kept),
  ],
  [
    'autodialer-key-end',
    'A key is right when it is the end of the right one.',
    'auth-key-suffix',
    loosely('apiKey', (given, kept) => given.length > 8 && kept.endsWith(given)),
  ],
]

/** Credentials that are compared in part, or asked for in part. */
export const looseCredentials: readonly AutodialerFault[] = kinds.map(([id, lie, check, decisions]) => ({
  id,
  lie,
  behaviour: 'authentication',
  checks: [check],
  decisions,
}))
