import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext, Send } from '../helpers/checks/context.ts'
import { show } from '../helpers/checks/expectations.ts'
import type { Answer } from '../helpers/target/answer.ts'
import { basicHeader, type Credentials, plain } from '../helpers/target/credentials.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'
import { poorCredentials, unnamed } from './credentials.ts'
import { refusals, wasNotRefused } from './refusals.ts'

/** Who may ask at all. */
export const authentication = behaviour('authentication', [
  ...refusals('authentication', 'unauthenticated-status', poorCredentials),

  check(
    'auth-key-of-other-account',
    'SHOULD refuse the API key of another account',
    { of: 'api-key-of-account', needs: ['both', 'unprivileged'] },
    async (t) => {
      const { credentials, unprivileged } = t.target
      const mixed = { ...credentials, apiKey: unprivileged.apiKey }
      const answer = await onFreshConnection(t, t.group.update().withCredentials(mixed))
      // Where any key will do, or none, other checks have the finding.
      const worse = ['auth-missing', 'auth-key-missing', 'auth-key-wrong']
      if (t.isRefusal(answer) || (await wasNotRefused(t, poorCredentials, ...worse))) return
      t.expectRefused(answer, 'unauthenticated')
    },
  ),

  ...afterSuccess(
    'missing',
    'without credentials',
    (update) => update.withoutCredentials(),
    (t) => wasNotRefused(t, poorCredentials, unnamed.id),
  ),
  ...afterSuccess(
    'wrong',
    'with wrong credentials',
    (update, t) => update.withCredentials(wrong(t)),
    async (t, send) => t.isAccepted(await send(t.group.update().withoutCredentials())),
  ),

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
      const answer = await withoutCredentials(t)
      if (answer.status !== 401) return t.note(`not judged: ${answer.status} is no 401`)
      const challenge = answer.header('www-authenticate') ?? ''
      t.expect(/^\s*[\w-]/.test(challenge), 'a scheme in a WWW-Authenticate header', show(challenge), answer)
    },
  ),

  check(
    'auth-unknown-group-hidden',
    'SHOULD NOT tell a caller without credentials which groups exist',
    { of: 'unknown-group-hidden' },
    async (t) => {
      const known = await withoutCredentials(t)
      // A server that does not ask for credentials hides nothing: that is the finding of other checks.
      if (!t.isRefusal(known)) return t.note(`not judged: ${known.status} is no refusal`)
      const unknown = await onFreshConnection(t, t.group.update().to(t.unknownId()).withoutCredentials())
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
  /** Whether it being accepted is the finding of another check. */
  lookPast: (t: CheckContext, send: Send) => Promise<boolean>,
) {
  return [
    check(
      `auth-kept-alive-${id}`,
      `MUST refuse an update ${what} on a connection that was just authenticated`,
      { of: 'requests-stand-alone' },
      async (t) => {
        await t.onOneConnection(async (send) => {
          await send(t.group.update())
          const answer = await send(change(t.group.update(), t))
          if (t.isAccepted(answer) && (await lookPast(t, send))) return
          t.expectRefused(answer, 'unauthenticated')
        })
      },
    ),
  ]
}

/** The question of the check of missing credentials. */
async function withoutCredentials(t: CheckContext): Promise<Answer> {
  return (await t.sendOnce(unnamed.id, () => unnamed.from(t.group.update(), t), true)).answer
}

/** Nothing that an earlier request of the connection showed is remembered. */
function onFreshConnection(t: CheckContext, update: UpdateRequest): Promise<Answer> {
  return t.onOneConnection((send) => send(update))
}

function wrong({ target: { credentials } }: CheckContext): Credentials {
  return {
    ...credentials,
    ...(credentials.password && { password: plain('not-the-password') }),
    ...(credentials.apiKey && { apiKey: plain('not-the-key') }),
  }
}
