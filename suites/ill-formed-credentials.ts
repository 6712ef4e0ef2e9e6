import {
  basicHeader,
  behindHeader,
  type Secret,
  shiftedHeader,
  userAloneHeader,
} from '../helpers/target/credentials.ts'
import type { Header } from '../helpers/target/header.ts'
import type { Attempt } from './refusals.ts'

/** The credentials as they stand, in a header that is not what RFC 7617 asks for. */
const illFormed: readonly (readonly [
  id: string,
  what: string,
  header: (user: Secret, word: Secret) => Header,
])[] = [
  [
    'auth-basic-not-base64',
    'whose Basic credentials are not base64',
    () => authorization('Basic !!!not*base64!!!'),
  ],
  [
    'auth-basic-no-colon',
    'whose Basic credentials hold no colon',
    () => authorization(`Basic ${base64('nocolon')}`),
  ],
  ['auth-basic-nothing', 'whose Basic credentials are missing', () => authorization('Basic')],
  ['auth-basic-plain', 'whose user and password are not encoded', (user, word) => unencoded(user, word)],
  ['auth-scheme-bearer', 'with the scheme Bearer', (user, word) => basicHeader(user, word, 'Bearer')],
  ['auth-scheme-digest', 'with the scheme Digest', (user, word) => basicHeader(user, word, 'Digest')],
  ['auth-scheme-longer', 'with the scheme XBasic', (user, word) => basicHeader(user, word, 'XBasic')],
  ['auth-user-only', 'with a user and no password', (user) => userAloneHeader(user)],
  [
    'auth-user-nul',
    'whose user is followed by NUL and more',
    (user, word) => behindHeader(user, word, 'username', 'NUL'),
  ],
  [
    'auth-password-nul',
    'whose password is followed by NUL and more',
    (user, word) => behindHeader(user, word, 'password', 'NUL'),
  ],
  [
    'auth-password-newline',
    'whose password is followed by a line feed and more',
    (user, word) => behindHeader(user, word, 'password', 'line feed'),
  ],
  ['auth-user-as-password', 'whose password is the user name', (user) => basicHeader(user, user)],
  ['auth-swapped', 'with user and password exchanged', (user, word) => basicHeader(word, user)],
  [
    'auth-user-and-password-joined',
    'whose user ends in the first character of the password, which lacks it',
    shiftedHeader,
  ],
]

export const illFormedCredentials: Attempt[] = illFormed.map(([id, what, header]) => ({
  id,
  after: [
    'auth-missing',
    'auth-basic-missing',
    ...(/^auth-(user-only|swapped|user-as-password)$/.test(id) ? ['auth-password-wrong'] : []),
    ...(id === 'auth-user-as-password' ? ['auth-swapped', 'auth-user-only'] : []),
    ...(/-(nul|newline)$/.test(id) ? [id.replace(/\w+$/, 'longer')] : []),
    ...(id === 'auth-user-and-password-joined' ? ['auth-user-longer', 'auth-password-suffix'] : []),
    ...(['auth-scheme-digest', 'auth-scheme-longer'].includes(id) ? ['auth-scheme-bearer'] : []),
  ],
  what,
  of: 'credentials-exact',
  needs: ['basic'],
  // A header that cannot be read at all may count as a malformed request.
  outcomes: ['unauthenticated', 'malformed'],
  from: (update, { target: { expendable: credentials } }) =>
    credentials.username && credentials.password
      ? update.withRawHeader(header(credentials.username, credentials.password))
      : update.withoutCredentials(),
}))

function unencoded(user: Secret, word: Secret): Header {
  const basic = basicHeader(user, word)
  const pair = `${user.shell}:${word.shell}`
  const latin1 = Buffer.from(`Basic ${user.value}:${word.value}`).toString('latin1')
  return { ...basic, value: latin1, shown: `Basic ${pair}`, curl: `-H "Authorization: Basic ${pair}"` }
}

function authorization(value: string): Header {
  return { name: 'Authorization', value }
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}
