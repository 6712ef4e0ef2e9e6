import {
  after,
  type Credentials,
  encoded,
  exchangedIn,
  followedBy,
  listed,
  otherCase,
  plain,
  prefixOf,
  type Secret,
  suffixOf,
  wide,
} from '../helpers/target/credentials.ts'
import type { Attempt } from './refusals.ts'

export type Part = keyof Credentials

/** Right credentials with one part changed: the half-checks that servers get away with. */
const halfRight: readonly (readonly [
  id: string,
  what: string,
  part: Part,
  change: (right: Secret) => Secret,
])[] = [
  ['auth-user-unknown', 'of an unknown user', 'username', () => plain('no-such-user-here')],
  ['auth-user-prefix', 'whose user lacks its last character', 'username', prefixOf],
  ['auth-user-longer', 'whose user has one more character', 'username', followedBy('x')],
  ['auth-user-case', 'whose user is in the other case', 'username', otherCase],
  ['auth-user-blank', 'whose user is followed by a blank', 'username', followedBy(' ')],
  ['auth-user-blank-before', 'whose user has a blank in front', 'username', after(' ')],
  ['auth-user-wide', 'whose user begins with a character of full width', 'username', wide],
  ['auth-user-wildcard', 'whose user is a wildcard', 'username', () => plain('%')],
  ['auth-user-accent', 'whose user has an accent more', 'username', followedBy('\u0301')],
  ['auth-user-encoded', 'whose user is in percent-encoding', 'username', encoded],
  ['auth-user-domain', 'whose user has a domain behind it', 'username', followedBy('@example.org')],
  [
    'auth-user-condition',
    "whose user is ' OR '1'='1, a condition of SQL",
    'username',
    () => plain("' OR '1'='1"),
  ],
  ['auth-user-empty', 'whose user is empty', 'username', () => plain('')],
  ['auth-password-wrong', 'with a wrong password', 'password', () => plain('not-the-password')],
  ['auth-password-empty', 'with an empty password', 'password', () => plain('')],
  ['auth-password-prefix', 'whose password lacks its last character', 'password', prefixOf],
  ['auth-password-suffix', 'whose password lacks its first character', 'password', suffixOf],
  ['auth-password-longer', 'whose password has one more character', 'password', followedBy('x')],
  ['auth-password-case', 'whose password is in the other case', 'password', otherCase],
  ['auth-password-blank', 'whose password is followed by a blank', 'password', followedBy(' ')],
  ['auth-password-accent', 'whose password has an accent more', 'password', followedBy('\u0301')],
  ['auth-password-wide', 'whose password begins with a character of full width', 'password', wide],
  ['auth-password-exchanged', 'whose password has two characters exchanged', 'password', exchangedIn],
  ['auth-password-colon', 'whose password is followed by a colon and more', 'password', followedBy(':x')],
  [
    'auth-password-condition',
    "whose password ends with ' OR '1'='1, a condition of SQL, and has more bytes than bcrypt takes",
    'password',
    () => plain(`${'x'.repeat(72)}' OR '1'='1`),
  ],
  ['auth-password-wildcard', 'whose password is %, a wildcard of SQL', 'password', () => plain('%')],
  ['auth-password-asterisk', 'whose password is *, a wildcard of directories', 'password', () => plain('*')],
  ['auth-password-encoded', 'whose password is in percent-encoding', 'password', encoded],
  ['auth-key-wrong', 'with a wrong API key', 'apiKey', () => plain('not-the-key')],
  ['auth-key-empty', 'with an empty API key', 'apiKey', () => plain('')],
  ['auth-key-prefix', 'whose API key lacks its last character', 'apiKey', prefixOf],
  ['auth-key-suffix', 'whose API key lacks its first character', 'apiKey', suffixOf],
  ['auth-key-longer', 'whose API key has one more character', 'apiKey', followedBy('x')],
  ['auth-key-wildcard', 'whose API key is %, a wildcard of SQL', 'apiKey', () => plain('%')],
  [
    'auth-key-condition',
    "whose API key is ' OR '1'='1, a condition of SQL",
    'apiKey',
    () => plain("' OR '1'='1"),
  ],
  ['auth-key-listed', 'whose API key is one of a list', 'apiKey', listed],
  ['auth-key-case', 'whose API key is in the other case', 'apiKey', otherCase],
]

/** The attempt of each part that is wrong altogether: one that is half right is found only where that is refused. */
const whollyWrong: Readonly<Record<Part, string>> = {
  username: 'auth-user-unknown',
  password: 'auth-password-wrong',
  apiKey: 'auth-key-wrong',
}

/** A blank and the like are one more character like any other, where those do not count. */
const explained: Readonly<Record<string, readonly string[]>> = {
  'auth-user-blank': ['auth-user-longer'],
  'auth-user-blank-before': ['auth-user-longer', 'auth-user-blank'],
  'auth-user-accent': ['auth-user-longer'],
  'auth-user-domain': ['auth-user-longer'],
  'auth-password-blank': ['auth-password-longer'],
  'auth-password-accent': ['auth-password-longer'],
  'auth-password-exchanged': ['auth-password-prefix'],
  'auth-password-colon': ['auth-password-longer'],
}

export const halfRightCredentials: Attempt[] = halfRight.map(([id, what, part, change]) => {
  const key = part === 'apiKey'
  return {
    id,
    after: [
      'auth-missing',
      key ? 'auth-key-missing' : 'auth-basic-missing',
      whollyWrong[part],
      ...(explained[id] ?? []),
    ],
    what,
    of: key ? 'api-key-exact' : 'credentials-exact',
    needs: [key ? 'api-key' : 'basic'],
    outcomes: ['unauthenticated'],
    from: (update, { target: { expendable: credentials } }) => {
      const right = credentials[part]
      const changed = right && change(right)
      // A secret without letters has no other case: then a wrong one takes its place.
      const wrong = changed?.value === right?.value ? plain('other-case') : changed
      return update.withCredentials({ ...credentials, [part]: wrong })
    },
  }
})
