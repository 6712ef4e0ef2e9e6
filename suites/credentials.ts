import type { Need } from '../helpers/checks/needs.ts'
import type { RequirementId } from '../helpers/contract/requirement-ids.ts'
import { type Credentials, wrongly } from '../helpers/target/credentials.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'
import { halfRightCredentials, type Part } from './half-right-credentials.ts'
import { illFormedCredentials } from './ill-formed-credentials.ts'
import type { Attempt } from './refusals.ts'

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

/** As gateways ask the servers behind them, and browsers on the same machine: whoever asks from outside is nobody by that. */
export function asFromInside(update: UpdateRequest): UpdateRequest {
  return update
    .withHeader('X-Forwarded-For', '127.0.0.1')
    .withHeader('X-Real-IP', '127.0.0.1')
    .withHeader('Origin', 'http://localhost')
    .withHeader('X-Requested-With', 'XMLHttpRequest')
}

const toldOtherwise: Attempt = {
  id: 'auth-told-otherwise',
  after: ['auth-missing'],
  what: 'without credentials, whose user stands in headers that gateways add',
  of: 'credentials-needed',
  outcomes: ['unauthenticated', 'forbidden', 'malformed', 'invalid'],
  from: (update, { target: { expendable } }) => {
    const user = /^[\w.@-]+$/.exec(expendable.username?.value ?? '')?.[0] ?? 'admin'
    return asFromInside(update.withoutCredentials())
      .withHeader('X-Forwarded-User', user)
      .withHeader('X-Remote-User', user)
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
  'auth-user-and-password-joined',
])

/** Credentials that are missing, incomplete, half right or ill-formed, each on a connection of its own. */
export const poorCredentials: readonly Attempt[] = [
  unnamed,
  fresh(toldOtherwise),
  ...[
    ...incomplete.slice(1),
    ...halfRightCredentials,
    ...illFormedCredentials,
    ...exchanged,
    passwordOfOther,
    userOfOther,
  ].map(
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
      return t.target.client.isRightLogin(wrong.wire)
        ? update.withCredentials(wrongly(t.target.expendable))
        : wrong
    },
  }
}
