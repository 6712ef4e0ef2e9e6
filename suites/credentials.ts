import type { Need } from '../helpers/checks/needs.ts'
import type { RequirementId } from '../helpers/contract/requirement-ids.ts'
import {
  after,
  basicHeader,
  behindHeader,
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
  userAloneHeader,
  wide,
  wrongly,
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
    "whose password is ' OR '1'='1, a condition of SQL",
    'password',
    () => plain("' OR '1'='1"),
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

const half: Attempt[] = halfRight.map(([id, what, part, change]) => {
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
]

const ill: Attempt[] = illFormed.map(([id, what, header]) => ({
  id,
  after: [
    'auth-missing',
    'auth-basic-missing',
    ...(/^auth-(user-only|swapped|user-as-password)$/.test(id) ? ['auth-password-wrong'] : []),
    ...(id === 'auth-user-as-password' ? ['auth-swapped', 'auth-user-only'] : []),
    ...(/-(nul|newline)$/.test(id) ? [id.replace(/\w+$/, 'longer')] : []),
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

/** Checked apart, user and password may each be somebody's. */
const userOfOther: Attempt = {
  id: 'auth-user-of-other-account',
  after: ['auth-missing', 'auth-basic-missing', 'auth-user-unknown', 'auth-password-of-other-account'],
  what: 'with the user of another account',
  of: 'credentials-exact',
  needs: ['basic', 'unprivileged'],
  outcomes: ['unauthenticated'],
  from: (update, { target: { expendable: credentials, unprivileged } }) =>
    update.withCredentials({ ...credentials, username: unprivileged.username }),
}

const passwordOfOther: Attempt = {
  id: 'auth-password-of-other-account',
  after: ['auth-missing', 'auth-basic-missing', 'auth-password-wrong'],
  what: 'with the password of another account',
  of: 'credentials-exact',
  needs: ['basic', 'unprivileged'],
  outcomes: ['unauthenticated'],
  from: (update, { target: { expendable: credentials, unprivileged } }) =>
    update.withCredentials({ ...credentials, password: unprivileged.password }),
}

/** The right parts, each in the place of another. */
const inPlaceOf = (
  id: string,
  what: string,
  wrong: string,
  change: (right: Credentials) => Credentials,
): Attempt => ({
  id,
  after: ['auth-missing', 'auth-basic-missing', 'auth-key-missing', wrong],
  what,
  of: 'api-key-exact',
  // An account that shows both is one of which both are asked.
  appliesTo: ({ requirements }) => 'api-key-needed' in requirements,
  needs: ['both'],
  outcomes: ['unauthenticated'],
  from: (update, { target: { expendable: credentials } }) =>
    update.withCredentials({ ...credentials, ...change(credentials) }),
})

const exchanged: readonly Attempt[] = [
  inPlaceOf('auth-key-as-password', 'whose password is the API key', 'auth-password-wrong', ({ apiKey }) => ({
    password: apiKey,
  })),
  inPlaceOf('auth-password-as-key', 'whose API key is the password', 'auth-key-wrong', ({ password }) => ({
    apiKey: password,
  })),
]

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
  from: (update, { target: { expendable: credentials } }) =>
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

/** What gateways tell the servers behind them: whoever asks from outside is nobody by that. */
const toldOtherwise: Attempt = {
  id: 'auth-told-otherwise',
  after: ['auth-missing'],
  what: 'without credentials, whose user stands in headers that gateways add',
  of: 'credentials-needed',
  outcomes: ['unauthenticated', 'forbidden', 'malformed', 'invalid'],
  from: (update, { target: { expendable } }) => {
    const user = /^[\w.@-]+$/.exec(expendable.username?.value ?? '')?.[0] ?? 'admin'
    return update
      .withoutCredentials()
      .withHeader('X-Forwarded-User', user)
      .withHeader('X-Remote-User', user)
      .withHeader('X-Forwarded-For', '127.0.0.1')
      .withHeader('X-Real-IP', '127.0.0.1')
      .withHeader('Origin', 'http://localhost')
      .withHeader('X-Requested-With', 'XMLHttpRequest')
  },
}

/** Those that name no user at all, or one that nobody is. */
const ofNobody: ReadonlySet<string> = new Set([
  'auth-user-unknown',
  'auth-user-prefix',
  'auth-user-longer',
  'auth-user-empty',
  'auth-user-wildcard',
  'auth-user-domain',
  'auth-user-condition',
  'auth-user-of-other-account',
  'auth-basic-not-base64',
  'auth-basic-no-colon',
  'auth-basic-nothing',
  'auth-swapped',
])

/** Credentials that are missing, incomplete, half right or ill-formed, each on a connection of its own. */
export const poorCredentials: readonly Attempt[] = [
  unnamed,
  fresh(toldOtherwise),
  ...[...incomplete.slice(1), ...half, ...ill, ...exchanged, passwordOfOther, userOfOther].map(
    (attempt): Attempt => ({
      ...fresh(neverRight(attempt)),
      failsLogin: true,
      ofNobody: ofNobody.has(attempt.id),
    }),
  ),
]

/** Two accounts may have one password, and a user may be its own: then wrong ones take the place of those that are right. */
function neverRight(attempt: Attempt): Attempt {
  return {
    ...attempt,
    from: (update, t) => {
      const wrong = attempt.from(update, t)
      return t.target.isRightLogin(wrong.wire) ? update.withCredentials(wrongly(t.target.expendable)) : wrong
    },
  }
}

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
