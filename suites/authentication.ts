import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import type { Answer } from '../helpers/target/answer.ts'
import { cookieOf } from '../helpers/target/cookies.ts'
import { basicHeader } from '../helpers/target/credentials.ts'
import { show } from '../helpers/target/describe.ts'
import { poorCredentials, unnamed } from './credentials.ts'
import { rightAfterWrong, withWrongCredentials, wrongAfterRight, wrongAndRight } from './logins-in-turn.ts'
import { otherAddressChecks } from './other-addresses.ts'
import { served } from './precedence.ts'
import { refusals } from './refusals.ts'
import { updatesInARow } from './updates-in-a-row.ts'

/** Who may ask at all. */
export const authentication = behaviour('authentication', [
  ...refusals(
    { status: 'authentication-status', changesNothing: 'authentication-changes-nothing' },
    'with wrong credentials',
    'unauthenticated-status',
    poorCredentials,
  ),

  check(
    'auth-key-of-other-account',
    'SHOULD refuse the API key of another account',
    {
      of: 'api-key-of-account',
      needs: ['both', 'unprivileged'],
      after: [
        ...['auth-missing', 'auth-key-missing', 'auth-key-wrong', 'auth-basic-missing'],
        ...['auth-user-unknown', 'auth-password-wrong', 'auth-password-of-other-account'],
      ],
      failedLogins: [{ id: 'auth-key-of-other-account', needs: ['both', 'unprivileged'] }],
    },
    async (t) => {
      const { expendable, unprivileged } = t.target
      // Who takes the key alone for the account refuses the one for its permissions, and lets in the other.
      const mixed = [
        { ...expendable, apiKey: unprivileged.apiKey },
        { ...unprivileged, apiKey: expendable.apiKey },
      ]
      for (const credentials of mixed.filter(({ username, apiKey }) => username && apiKey)) {
        const request = t.group.update().withCredentials(credentials)
        const answer = await t.sendFresh(request.free())
        t.expectRefused(answer, 'unauthenticated')
      }
    },
  ),

  ...otherAddressChecks,

  check(
    'auth-kept-alive-missing',
    'MUST refuse an update without credentials on a connection that was authenticated by many before it',
    { of: 'requests-stand-alone', after: ['auth-missing'] },
    async (t) => t.expectRefused((await updatesInARow(t)).unnamed, 'unauthenticated'),
  ),
  check(
    'auth-kept-alive-wrong',
    'MUST refuse an update with wrong credentials on a connection that was just authenticated',
    {
      of: 'requests-stand-alone',
      after: ['auth-kept-alive-missing', 'auth-password-wrong', 'auth-key-wrong'],
      failedLogins: [{ id: 'auth-kept-alive-wrong' }],
    },
    async (t) => t.expectRefused((await wrongAfterRight(t)).wrong, 'unauthenticated'),
  ),

  check(
    'auth-cookie',
    'MUST refuse an update with wrong credentials and the cookie that right ones were given',
    {
      of: 'requests-stand-alone',
      after: ['auth-password-wrong', 'auth-key-wrong', 'auth-kept-alive-wrong'],
      failedLogins: [{ id: 'auth-kept-alive-wrong' }],
    },
    async (t) => {
      const cookie = cookieOf((await wrongAfterRight(t)).right)
      if (!cookie) return t.note('the server sets no cookie')
      const request = withWrongCredentials(t).withRawHeader(cookie).refusedBy('unauthenticated')
      t.expectRefused(await t.sendFresh(request), 'unauthenticated')
    },
  ),

  check(
    'auth-kept-alive-right',
    'MUST accept right credentials after refused ones on the same connection',
    {
      of: 'requests-stand-alone',
      // A copy that stays behind holds the name that the update at rest gives again.
      after: [...served, 'update-creates-nothing'],
      failedLogins: [{ id: 'auth-kept-alive-right' }],
    },
    async (t) => t.expectAccepted((await rightAfterWrong(t)).right),
  ),

  check(
    'auth-logins-at-once',
    'MUST refuse wrong credentials, and accept right ones of the same user, when both are sent at the same moment',
    {
      of: 'requests-stand-alone',
      after: [
        ...[...served, 'update-creates-nothing', 'auth-password-wrong', 'auth-key-wrong'],
        ...['auth-kept-alive-wrong', 'auth-kept-alive-right'],
      ],
      failedLogins: [{ id: 'auth-kept-alive-right' }],
    },
    async (t) => {
      const { atOnce } = await rightAfterWrong(t)
      t.expectRefused(atOnce.wrong, 'unauthenticated')
      if (t.isAccepted(atOnce.right)) return
      // What is refused once may be let in when it is asked again.
      const again = await t.onOneConnection((send) => wrongAndRight(t, send))
      t.expectRefused(again.wrong, 'unauthenticated')
      t.expectAccepted(again.right)
    },
  ),

  ...(
    [
      ['auth-scheme-lower-case', 'basic'],
      ['auth-scheme-upper-case', 'BASIC'],
    ] as const
  ).map(([id, scheme]) =>
    check(
      id,
      `SHOULD accept the scheme name ${scheme}`,
      { of: 'basic-scheme-any-case', needs: ['basic'], after: served },
      async (t) => {
        const { username, password } = t.target.credentials
        if (!username || !password) return
        const request = t.group.update().withRawHeader(basicHeader(username, password, scheme))
        t.expectAccepted(await t.send(request.maybeRefused('unauthenticated')))
      },
    ),
  ),

  check(
    'auth-challenge',
    'SHOULD name the scheme to use when it answers 401',
    {
      of: 'unauthenticated-challenge',
      needs: ['http-scheme'],
      after: ['auth-missing', 'authentication-status'],
      // Where the documents have another status for it as well, 401 need not come.
      appliesTo: ({ outcomes }) => outcomes.unauthenticated?.every(({ status }) => status === '401') === true,
    },
    async (t) => {
      const answer = await withoutCredentials(t)
      t.expect(answer.status === 401, 'status 401', String(answer.status), answer)
      const challenge = answer.header('www-authenticate') ?? ''
      t.expect(/^\s*[\w-]/.test(challenge), 'a scheme in a WWW-Authenticate header', show(challenge), answer)
    },
  ),

  check(
    'auth-unknown-group-hidden',
    'SHOULD NOT tell a caller without credentials which groups exist',
    { of: 'unknown-group-hidden', after: ['auth-missing'] },
    async (t) => {
      const known = await withoutCredentials(t)
      t.expectRefused(known, 'unauthenticated')
      const request = t.group.update().to(t.unknownId()).withoutCredentials()
      const unknown = await t.sendFresh(request.refusedBy('unauthenticated', 'notFound'))
      t.expect(
        known.status === unknown.status,
        `${known.status} for an unknown group as for a known one`,
        String(unknown.status),
        unknown,
      )
    },
  ),
])

/** The question of the check of missing credentials. */
export function withoutCredentials(t: CheckContext): Promise<Answer> {
  const make = () => unnamed.from(t.group.update(), t).refusedBy(...unnamed.outcomes)
  return t.sendOnce(unnamed.id, make, true)
}
