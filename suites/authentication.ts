import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
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
} from '../helpers/target/credentials.ts'
import type { Header } from '../helpers/target/header.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'
import { type Attempt, refusals } from './refusals.ts'

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
  ['user-empty', 'whose user is empty', 'username', () => plain('')],
  ['password-wrong', 'with a wrong password', 'password', () => plain('not-the-password')],
  ['password-empty', 'with an empty password', 'password', () => plain('')],
  ['password-prefix', 'whose password lacks its last character', 'password', prefixOf],
  ['password-suffix', 'whose password lacks its first character', 'password', suffixOf],
  ['password-longer', 'whose password has one more character', 'password', longer],
  ['password-case', 'whose password is in the other case', 'password', otherCase],
  ['key-wrong', 'with a wrong API key', 'apiKey', () => plain('not-the-key')],
  ['key-empty', 'with an empty API key', 'apiKey', () => plain('')],
  ['key-prefix', 'whose API key lacks its last character', 'apiKey', prefixOf],
  ['key-suffix', 'whose API key lacks its first character', 'apiKey', suffixOf],
  ['key-longer', 'whose API key has one more character', 'apiKey', longer],
  ['key-case', 'whose API key is in the other case', 'apiKey', otherCase],
]

const half: Attempt[] = halfRight.map(([id, what, part, change]) => {
  const key = part === 'apiKey'
  return {
    id: `auth-${id}`,
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
  [
    'user-only',
    'with a user and no password',
    (user) => ({ ...basicHeader(user, plain('')), value: `Basic ${base64(user.value)}` }),
  ],
  ['swapped', 'with user and password exchanged', (user, word) => basicHeader(word, user)],
]

const ill: Attempt[] = illFormed.map(([id, what, header]) => ({
  id: `auth-${id}`,
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

const without = (
  id: string,
  what: string,
  of: RequirementId,
  need: Need | undefined,
  parts: readonly Part[],
): Attempt => ({
  id,
  what,
  of,
  needs: need ? [need] : [],
  outcomes: ['unauthenticated'],
  from: (update, { target: { credentials } }) =>
    update.withCredentials(
      Object.fromEntries(Object.entries(credentials).filter(([part]) => !parts.includes(part as Part))),
    ),
})

const incomplete: Attempt[] = [
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

/** Who may ask at all. */
export const authentication = behaviour('authentication', [
  ...refusals(
    'authentication',
    'unauthenticated-status',
    [...incomplete, ...half, ...ill].map((attempt) => ({ ...attempt, freshConnection: true })),
  ),

  check(
    'auth-key-of-other-account',
    'SHOULD refuse the API key of another account',
    { of: 'api-key-of-account', needs: ['both', 'unprivileged'] },
    async (t) => {
      const { credentials, unprivileged } = t.target
      t.expectRefused(
        await t.send(t.group.update().withCredentials({ ...credentials, apiKey: unprivileged.apiKey })),
      )
    },
  ),

  ...afterSuccess('missing', 'without credentials', (update) => update.withoutCredentials()),
  ...afterSuccess('wrong', 'with wrong credentials', (update, t) => update.withCredentials(wrong(t))),

  check(
    'auth-kept-alive-right',
    'MUST accept right credentials after refused ones on the same connection',
    { of: 'requests-stand-alone' },
    async (t) => {
      await t.onOneConnection(async (send) => {
        await send(t.group.update().withCredentials(wrong(t)))
        await send(t.group.update().withoutCredentials())
        t.expectAccepted(await send(t.group.update()))
      })
    },
  ),

  ...['basic', 'BASIC'].map((scheme) =>
    check(
      `auth-scheme-${scheme === 'basic' ? 'lower' : 'upper'}-case`,
      `SHOULD accept the scheme name ${scheme}`,
      { of: 'basic-scheme-any-case', needs: ['basic'] },
      async (t) => {
        const { username, password } = t.target.credentials
        if (username && password) {
          t.expectAccepted(
            await t.send(t.group.update().withRawHeader(basicHeader(username, password, scheme))),
          )
        }
      },
    ),
  ),

  check(
    'auth-challenge',
    'SHOULD name the scheme to use when it answers 401',
    { of: 'unauthenticated-challenge', needs: ['basic'] },
    async (t) => {
      const answer = await t.send(t.group.update().withoutCredentials())
      if (answer.status !== 401) return t.note(`not judged: ${answer.status} is no 401`)
      t.expect(answer.header('www-authenticate') !== undefined, 'a WWW-Authenticate header', 'none', answer)
    },
  ),

  check(
    'auth-unknown-group-hidden',
    'SHOULD NOT tell a caller without credentials which groups exist',
    { of: 'unknown-group-hidden' },
    async (t) => {
      const known = await t.send(t.group.update().withoutCredentials())
      const unknown = await t.send(t.group.update().to(t.unknownId()).withoutCredentials())
      t.expect(
        known.status === unknown.status,
        `${known.status} for an unknown group as for a known one`,
        String(unknown.status),
        unknown,
      )
    },
  ),
])

/** On a connection that was just authenticated, the next request must still show its own credentials. */
function afterSuccess(
  id: string,
  what: string,
  change: (update: UpdateRequest, t: CheckContext) => UpdateRequest,
) {
  return [
    check(
      `auth-kept-alive-${id}`,
      `MUST refuse an update ${what} on a connection that was just authenticated`,
      { of: 'requests-stand-alone' },
      async (t) => {
        await t.onOneConnection(async (send) => {
          await send(t.group.update())
          t.expectRefused(await send(change(t.group.update(), t)))
        })
      },
    ),
  ]
}

function wrong({ target: { credentials } }: CheckContext): Credentials {
  return {
    ...credentials,
    ...(credentials.password && { password: plain('not-the-password') }),
    ...(credentials.apiKey && { apiKey: plain('not-the-key') }),
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
