import type { Need } from '../helpers/checks/needs.ts'
import type { RequirementId } from '../helpers/contract/requirement-ids.ts'
import {
  basicHeader,
  type Credentials,
  longer,
  otherCase,
  plain,
  prefixOf,
  type Secret,
  suffixOf,
  withBlank,
} from '../helpers/target/credentials.ts'
import type { Header } from '../helpers/target/header.ts'
import type { Attempt } from './refusals.ts'

type Part = keyof Credentials

/** Right credentials with one part changed: the half-checks that servers get away with. */
const halfRight: readonly (readonly [
  id: string,
  what: string,
  part: Part,
  change: (right: Secret) => Secret,
])[] = [
  ['user-unknown', 'of an unknown user', 'username', () => plain('no-such-user-here')],
  ['user-prefix', 'whose user lacks its last character', 'username', prefixOf],
  ['user-longer', 'whose user has one more character', 'username', longer],
  ['user-case', 'whose user is in the other case', 'username', otherCase],
  ['user-blank', 'whose user has a blank behind it', 'username', withBlank],
  ['user-empty', 'whose user is empty', 'username', () => plain('')],
  ['password-wrong', 'with a wrong password', 'password', () => plain('not-the-password')],
  ['password-empty', 'with an empty password', 'password', () => plain('')],
  ['password-prefix', 'whose password lacks its last character', 'password', prefixOf],
  ['password-suffix', 'whose password lacks its first character', 'password', suffixOf],
  ['password-longer', 'whose password has one more character', 'password', longer],
  ['password-case', 'whose password is in the other case', 'password', otherCase],
  ['password-blank', 'whose password has a blank behind it', 'password', withBlank],
  ['key-wrong', 'with a wrong API key', 'apiKey', () => plain('not-the-key')],
  ['key-empty', 'with an empty API key', 'apiKey', () => plain('')],
  ['key-prefix', 'whose API key lacks its last character', 'apiKey', prefixOf],
  ['key-suffix', 'whose API key lacks its first character', 'apiKey', suffixOf],
  ['key-longer', 'whose API key has one more character', 'apiKey', longer],
  ['key-case', 'whose API key is in the other case', 'apiKey', otherCase],
]

/** The attempt of each part that is wrong altogether: one that is half right is found only where that is refused. */
const whollyWrong: Readonly<Record<Part, string>> = {
  username: 'auth-user-unknown',
  password: 'auth-password-wrong',
  apiKey: 'auth-key-wrong',
}

const half: Attempt[] = halfRight.map(([id, what, part, change]) => {
  const key = part === 'apiKey'
  return {
    id: `auth-${id}`,
    after: [
      'auth-missing',
      key ? 'auth-key-missing' : 'auth-basic-missing',
      whollyWrong[part],
      // A blank is one more character like any other, where those do not count.
      ...(id.endsWith('-blank') ? [`auth-${id.replace('blank', 'longer')}`] : []),
    ],
    what,
    of: key ? 'api-key-exact' : 'credentials-exact',
    needs: [key ? 'api-key' : 'basic'],
    outcomes: ['unauthenticated'],
    from: (update, { target: { credentials } }) => {
      const right = credentials[part]
      const changed = right && change(right)
      // A secret without letters has no other case: then a wrong one takes its place.
      const wrong = changed?.value === right?.value ? plain('other-case') : changed
      return update.withCredentials({ ...credentials, [part]: wrong })
    },
  }
})

/** The credentials as they stand, in a header that is not what RFC 7617 asks for. */
const illFormed: readonly (readonly [
  id: string,
  what: string,
  header: (user: Secret, word: Secret) => Header,
])[] = [
  [
    'basic-not-base64',
    'whose Basic credentials are not base64',
    () => authorization('Basic !!!not*base64!!!'),
  ],
  [
    'basic-no-colon',
    'whose Basic credentials hold no colon',
    () => authorization(`Basic ${base64('nocolon')}`),
  ],
  ['basic-nothing', 'whose Basic credentials are missing', () => authorization('Basic')],
  ['basic-plain', 'whose user and password are not encoded', (user, word) => unencoded(user, word)],
  ['scheme-bearer', 'with the scheme Bearer', (user, word) => basicHeader(user, word, 'Bearer')],
  ['scheme-digest', 'with the scheme Digest', (user, word) => basicHeader(user, word, 'Digest')],
  ['scheme-longer', 'with the scheme XBasic', (user, word) => basicHeader(user, word, 'XBasic')],
  [
    'user-only',
    'with a user and no password',
    (user) => ({ ...basicHeader(user, plain('')), value: `Basic ${base64(user.value)}` }),
  ],
  ['swapped', 'with user and password exchanged', (user, word) => basicHeader(word, user)],
]

const ill: Attempt[] = illFormed.map(([id, what, header]) => ({
  id: `auth-${id}`,
  after: [
    'auth-missing',
    'auth-basic-missing',
    ...(id === 'user-only' || id === 'swapped' ? ['auth-password-wrong'] : []),
    ...(['scheme-digest', 'scheme-longer'].includes(id) ? ['auth-scheme-bearer'] : []),
  ],
  what,
  of: 'credentials-exact',
  needs: ['basic'],
  // A header that cannot be read at all may count as a malformed request.
  outcomes: ['unauthenticated', 'malformed'],
  from: (update, { target: { credentials } }) =>
    credentials.username && credentials.password
      ? update.withRawHeader(header(credentials.username, credentials.password))
      : update.withoutCredentials(),
}))

/** Checked apart, user and password may each be somebody's. */
const passwordOfOther: Attempt = {
  id: 'auth-password-of-other-account',
  after: ['auth-missing', 'auth-basic-missing', 'auth-password-wrong'],
  what: 'with the password of another account',
  of: 'credentials-exact',
  needs: ['basic', 'unprivileged'],
  outcomes: ['unauthenticated'],
  from: (update, { target: { credentials, unprivileged } }) =>
    update.withCredentials({ ...credentials, password: unprivileged.password }),
}

const without = (
  id: string,
  what: string,
  of: RequirementId,
  need: Need | undefined,
  parts: readonly Part[],
): Attempt => ({
  id,
  after: ['auth-missing'],
  what,
  of,
  needs: need ? [need] : [],
  outcomes: ['unauthenticated'],
  from: (update, { target: { credentials } }) =>
    update.withCredentials(
      Object.fromEntries(Object.entries(credentials).filter(([part]) => !parts.includes(part as Part))),
    ),
})

const incomplete: readonly [Attempt, ...Attempt[]] = [
  without('auth-missing', 'without credentials', 'credentials-needed', undefined, [
    'username',
    'password',
    'apiKey',
  ]),
  without('auth-key-missing', 'without the API key', 'api-key-needed', 'both', ['apiKey']),
  without('auth-basic-missing', 'with nothing but the API key', 'api-key-needed', 'both', [
    'username',
    'password',
  ]),
]

const fresh = (attempt: Attempt): Attempt => ({ ...attempt, freshConnection: true })

/** An update without credentials: where it is accepted, nothing else about credentials can be told. */
export const unnamed: Attempt = fresh(incomplete[0])

/** Credentials that are missing, incomplete, half right or ill-formed, each on a connection of its own. */
export const poorCredentials: readonly Attempt[] = [...incomplete, ...half, ...ill, passwordOfOther].map(
  fresh,
)

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
