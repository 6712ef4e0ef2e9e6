import { soleHeader } from '../../exchange.ts'
import { Slot } from '../../slot.ts'
import type { SqsCall } from '../../sqs/call.ts'
import type { SqsAccount } from '../../sqs/store.ts'
import { applyAnyway } from './apply-anyway.ts'
import { refusing, type SqsFault } from './twists.ts'

/** The body of the last update that was let in, and whose it was, by the id of its group. */
const lastBodies = new Slot(() => new Map<string, { readonly body: string; readonly account: SqsAccount }>())

/** Lets in, with an update of that kind, whoever was let in on its connection before. */
function remembering(isTrusted: (call: SqsCall) => boolean): SqsFault['decisions'] {
  return (honest) => ({
    authenticate: async (call) => {
      const account = await honest.authenticate(call)
      if (account !== undefined) signedIn.set(call.connection, account)
      const isKnown = call.operation === 'update' && isTrusted(call)
      return isKnown ? (account ?? signedIn.of(call.connection)) : account
    },
  })
}

/** Asks nobody who sends an update of that kind. */
function unguarded(isOpen: (call: SqsCall) => boolean): SqsFault['decisions'] {
  return (honest) => ({
    authenticate: (call) =>
      call.operation === 'update' && isOpen(call) ? call.store.accounts[0] : honest.authenticate(call),
  })
}

/** How a caller is refused, and what a connection remembers of its callers. */
export const callers: readonly SqsFault[] = [
  {
    id: 'sqs-auth-off',
    lie: 'Who shows no credentials is let in.',
    behaviour: 'authentication',
    checks: ['auth-missing'],
    decisions: unguarded((call) => soleHeader(call.request, 'authorization') === undefined),
  },
  {
    id: 'sqs-trusts-forwarded',
    lie: 'Who says that a gateway let it in is let in.',
    behaviour: 'authentication',
    checks: ['auth-told-otherwise'],
    decisions: (honest) => ({
      authenticate: async (call) => {
        const told = call.operation === 'update' ? soleHeader(call.request, 'x-forwarded-user') : undefined
        const user = call.store.accounts.find(({ username }) => username === told)
        return user ?? honest.authenticate(call)
      },
    }),
  },
  ...(
    [
      ['sqs-unauthenticated-403', 403],
      ['sqs-unauthenticated-404', 404],
    ] as const
  ).map(
    ([id, status]): SqsFault => ({
      id,
      lie: `Wrong credentials are answered with ${status}.`,
      behaviour: 'authentication',
      checks: ['authentication-status'],
      decisions: refusing('unauthenticated', (answer) => ({ ...answer, status })),
    }),
  ),
  {
    id: 'sqs-password-of-anyone',
    lie: 'User name and password may each be somebody’s.',
    behaviour: 'authentication',
    checks: ['auth-password-of-other-account'],
    decisions: (honest) => ({
      authenticate: (call) => {
        const given = honest.credentials(call)
        const { accounts } = call.store
        if (call.operation !== 'update' || given === undefined) return honest.authenticate(call)
        const known = accounts.some(({ password }) => password === given.password)
        return accounts.find(({ username }) => known && username === given.username)
      },
    }),
  },
  {
    id: 'sqs-user-of-anyone',
    lie: 'An account is found by its password, whichever known user is named.',
    behaviour: 'authentication',
    checks: ['auth-user-of-other-account'],
    decisions: (honest) => ({
      authenticate: (call) => {
        const given = honest.credentials(call)
        const { accounts } = call.store
        if (call.operation !== 'update' || given === undefined) return honest.authenticate(call)
        const known = accounts.some(({ username }) => username === given.username)
        return accounts.find(({ password }) => known && password === given.password)
      },
    }),
  },
  {
    id: 'sqs-password-cached',
    lie: 'Who showed the right password once is known by name from then on.',
    behaviour: 'authentication',
    checks: ['auth-password-wrong'],
    decisions: (honest) => ({
      authenticate: async (call) => {
        const account = await honest.authenticate(call)
        const cached = known.of(call.store)
        if (account !== undefined) cached.set(account.username, account)
        if (call.operation !== 'update') return account
        return account ?? cached.get(honest.credentials(call)?.username ?? '')
      },
    }),
  },
  {
    id: 'sqs-unauthenticated-applied',
    lie: 'An update is carried out before its credentials are looked at.',
    behaviour: 'authentication',
    checks: ['authentication-changes-nothing'],
    decisions: refusing('unauthenticated', async (answer, call) => {
      await applyAnyway(call)
      return answer
    }),
  },
  {
    id: 'sqs-connection-signed-in',
    lie: 'A connection that was authenticated once needs no credentials any more.',
    behaviour: 'authentication',
    checks: ['auth-kept-alive-missing'],
    decisions: remembering((call) => soleHeader(call.request, 'authorization') === undefined),
  },
  {
    id: 'sqs-connection-signed-in-late',
    lie: 'A connection that was authenticated four times needs no credentials any more.',
    behaviour: 'authentication',
    checks: ['auth-kept-alive-missing'],
    decisions: remembering((call) => call.turn > 4),
  },
  {
    id: 'sqs-parameter-unguarded',
    lie: 'What guards the address takes parameters in it for a part of it, and what serves it does not.',
    behaviour: 'authentication',
    checks: ['auth-other-address'],
    decisions: (honest) => ({
      ...unguarded(isParametrised)(honest),
      find: (call, tenant, id) => honest.find(call, tenant, withoutParameters(call, id)),
    }),
  },
  {
    id: 'sqs-answered-again',
    lie: 'An update that is sent twice is answered again as before, without asking who sends it.',
    behaviour: 'authentication',
    checks: ['auth-kept-alive-missing'],
    decisions: (honest) => ({
      authenticate: async (call) => {
        const account = await honest.authenticate(call)
        if (call.operation !== 'update') return account
        const body = call.request.body.toString()
        if (account !== undefined) lastBodies.of(call.store).set(call.id, { body, account })
        const last = lastBodies.of(call.store).get(call.id)
        return account ?? (last?.body === body ? last.account : undefined)
      },
    }),
  },
  {
    id: 'sqs-query-unguarded',
    lie: 'What guards the address compares it with its query, and what serves it without.',
    behaviour: 'authentication',
    checks: ['auth-other-address'],
    decisions: unguarded((call) => call.request.url.includes('?')),
  },
  {
    id: 'sqs-local-caller-permitted',
    lie: 'Whoever logs in, and is said to ask from the machine itself, has all permissions.',
    behaviour: 'authorisation',
    checks: ['forbidden-from-inside'],
    decisions: (honest) => ({
      permits: (call, account, permission) =>
        soleHeader(call.request, 'x-forwarded-for') === '127.0.0.1' ||
        honest.permits(call, account, permission),
    }),
  },
  {
    id: 'sqs-slash-unguarded',
    lie: 'An address with a slash at its end is served, and not guarded.',
    behaviour: 'authentication',
    checks: ['auth-other-address'],
    decisions: (honest) => ({
      lost: async (call) => {
        const id = /^\/sqs\/api\/groups\/([^/]+)\/$/.exec(call.request.url)?.[1]
        if (id !== undefined) await applyAnyway({ ...call, operation: 'update', id })
        return honest.lost(call)
      },
    }),
  },
  {
    id: 'sqs-parameter-permitted',
    lie: 'Permissions are asked for at the plain address, and one with parameters is served to whoever logs in.',
    behaviour: 'authorisation',
    checks: ['forbidden-other-address'],
    decisions: (honest) => ({
      permits: (call, account, permission) =>
        isParametrised(call) || honest.permits(call, account, permission),
      find: (call, tenant, id) => honest.find(call, tenant, withoutParameters(call, id)),
    }),
  },
  {
    id: 'sqs-connection-trusted',
    lie: 'On a connection that was authenticated once, other credentials are not compared.',
    behaviour: 'authentication',
    checks: ['auth-kept-alive-wrong'],
    decisions: remembering((call) => soleHeader(call.request, 'authorization') !== undefined),
  },
  {
    id: 'sqs-connection-locked',
    lie: 'A connection that began with two refusals is never let in.',
    behaviour: 'authentication',
    checks: ['auth-kept-alive-right'],
    decisions: (honest) => ({
      authenticate: async (call) => {
        const account = await honest.authenticate(call)
        const refused = refusals.of(call.connection)
        if (account === undefined && refused === call.turn - 1) refusals.set(call.connection, call.turn)
        return refused >= 2 ? undefined : account
      },
    }),
  },
  {
    id: 'sqs-scheme-lower-case-refused',
    lie: 'The scheme is spelled Basic or BASIC, not basic.',
    behaviour: 'authentication',
    checks: ['auth-scheme-lower-case'],
    decisions: (honest) => ({
      credentials: (call) =>
        soleHeader(call.request, 'authorization')?.startsWith('basic') ? undefined : honest.credentials(call),
    }),
  },
  {
    id: 'sqs-scheme-exact',
    lie: 'The scheme is spelled Basic.',
    behaviour: 'authentication',
    checks: ['auth-scheme-lower-case', 'auth-scheme-upper-case'],
    decisions: (honest) => ({
      credentials: (call) =>
        soleHeader(call.request, 'authorization')?.startsWith('Basic') ? honest.credentials(call) : undefined,
    }),
  },
  {
    id: 'sqs-no-challenge',
    lie: 'A 401 says nothing of how to do better.',
    behaviour: 'authentication',
    checks: ['auth-challenge'],
    decisions: refusing('unauthenticated', (answer) => ({ ...answer, headers: [] })),
  },
  {
    id: 'sqs-challenge-empty',
    lie: 'A 401 has a challenge that names nothing.',
    behaviour: 'authentication',
    checks: ['auth-challenge'],
    decisions: refusing('unauthenticated', (answer) => ({ ...answer, headers: [['WWW-Authenticate', '']] })),
  },
  {
    id: 'sqs-tells-groups',
    lie: 'Callers without credentials are told that a group does not exist.',
    behaviour: 'authentication',
    checks: ['auth-unknown-group-hidden'],
    decisions: refusing('unauthenticated', (answer, call) => {
      const exists = call.store.all().some(({ id }) => id === call.id)
      return exists ? answer : { ...answer, status: 404 }
    }),
  },
]

/** Finds the group of an address whatever parameters stand in it. */
function withoutParameters(call: SqsCall, id: string): string {
  return isParametrised(call) ? id.replace(/;.*/, '') : id
}

function isParametrised({ operation, request }: SqsCall): boolean {
  return operation === 'update' && request.url.includes(';')
}

const signedIn = new Slot<SqsAccount | undefined>(() => undefined)
const refusals = new Slot(() => 0)
const known = new Slot(() => new Map<string, SqsAccount>())
