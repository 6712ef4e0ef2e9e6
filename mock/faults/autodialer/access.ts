import { headerValues, soleHeader } from '../../exchange.ts'
import { parseObject } from '../../json.ts'
import { Slot } from '../../slot.ts'
import { applyAnyway } from './apply-anyway.ts'
import { type AutodialerFault, ofUpdate, refusal, withHeader } from './tools.ts'

const permitted = new Slot(() => false)

/** How callers are turned away, and what becomes of the request then. */
export const access: readonly AutodialerFault[] = [
  {
    id: 'autodialer-unauthenticated-applied',
    lie: 'Wrong credentials are answered with 401, and the update is carried out.',
    behaviour: 'authentication',
    checks: ['authentication-changes-nothing'],
    decisions: applyAnyway('unauthenticated'),
  },
  {
    id: 'autodialer-unauthenticated-200',
    lie: 'Wrong credentials are an error like any other, told under 200.',
    behaviour: 'authentication',
    checks: ['authentication-status'],
    decisions: refusal(['unauthenticated'], (answer) => ({ ...answer, status: 200 })),
  },
  {
    id: 'autodialer-no-challenge',
    lie: 'An answer with 401 does not name the scheme.',
    behaviour: 'authentication',
    checks: ['auth-challenge'],
    decisions: refusal(['unauthenticated'], (answer) => ({
      ...answer,
      headers: withHeader(answer.headers, 'WWW-Authenticate'),
    })),
  },
  {
    id: 'autodialer-challenge-empty',
    lie: 'An answer with 401 has a challenge that names nothing.',
    behaviour: 'authentication',
    checks: ['auth-challenge'],
    decisions: refusal(['unauthenticated'], (answer) => ({
      ...answer,
      headers: withHeader(answer.headers, 'WWW-Authenticate', ''),
    })),
  },
  {
    id: 'autodialer-scheme-case',
    lie: 'The scheme must be spelled Basic.',
    behaviour: 'authentication',
    checks: ['auth-scheme-lower-case', 'auth-scheme-upper-case'],
    decisions: (honest) => ({
      credentials: (call) => {
        const given = honest.credentials(call)
        const value = soleHeader(call.request, 'authorization') ?? ''
        return ofUpdate(call) && !value.startsWith('Basic ') ? { ...given, basic: undefined } : given
      },
    }),
  },
  {
    id: 'autodialer-key-of-anyone',
    lie: 'The key may be the one of any account.',
    behaviour: 'authentication',
    checks: ['auth-key-of-other-account'],
    decisions: (honest) => ({
      same: (call, part, given, kept) =>
        part === 'apiKey'
          ? call.store.accounts.some(({ apiKey }) => apiKey === given)
          : honest.same(call, part, given, kept),
    }),
  },
  {
    id: 'autodialer-key-names-account',
    lie: 'Whose key is shown is who asks; the user and password may be those of any account.',
    behaviour: 'authentication',
    checks: ['auth-key-of-other-account'],
    replaces: ['authenticate'],
    decisions: (honest) => ({
      authenticate: async (call) => {
        const { basic, apiKey } = honest.credentials(call)
        const { accounts } = call.store
        const isSomebody = accounts.some(
          ({ username, password }) => basic?.username === username && basic.password === password,
        )
        return isSomebody ? accounts.find((account) => account.apiKey === apiKey) : undefined
      },
    }),
  },
  {
    id: 'autodialer-unknown-group-told',
    lie: 'A caller without credentials is told first that the group is unknown.',
    behaviour: 'authentication',
    checks: ['auth-unknown-group-hidden'],
    decisions: (honest) => ({
      refuse: async (call, reason) => {
        const answer = await honest.refuse(call, reason)
        if (!ofUpdate(call) || reason.outcome !== 'unauthenticated') return answer
        const payload = await honest.parse(call)
        const group = payload && (await honest.find(call, payload._id))
        return payload && !group ? { ...answer, status: 404 } : answer
      },
    }),
  },
  {
    id: 'autodialer-everyone-permitted',
    lie: 'Every account may update groups.',
    behaviour: 'authorisation',
    checks: ['forbidden'],
    decisions: (honest) => ({ permits: (call, account) => ofUpdate(call) || honest.permits(call, account) }),
  },
  {
    id: 'autodialer-id-alone-permitted',
    lie: 'Permissions are asked for by member, and an update of none needs none.',
    behaviour: 'authorisation',
    checks: ['forbidden-kept-alive'],
    decisions: (honest) => ({
      permits: async (call, account) =>
        (ofUpdate(call) && Object.keys(parseObject(call.request.body) ?? {}).join() === '_id') ||
        honest.permits(call, account),
    }),
  },
  {
    id: 'autodialer-forbidden-applied',
    lie: 'An update is forbidden and carried out all the same.',
    behaviour: 'authorisation',
    checks: ['authorisation-changes-nothing'],
    decisions: applyAnyway('forbidden'),
  },
  {
    id: 'autodialer-forbidden-401',
    lie: 'An account that may not update groups is told that it is not known.',
    behaviour: 'authorisation',
    checks: ['authorisation-status'],
    decisions: refusal(['forbidden'], (answer) => ({ ...answer, status: 401 })),
  },
  {
    id: 'autodialer-permission-kept-alive',
    lie: 'What one account of a connection may do, every later one may.',
    behaviour: 'authorisation',
    checks: ['forbidden-kept-alive'],
    decisions: (honest) => ({
      permits: async (call, account) => {
        const may = permitted.of(call.connection) || (await honest.permits(call, account))
        permitted.set(call.connection, may)
        return may
      },
    }),
  },
  {
    id: 'autodialer-header-names-exact',
    lie: 'The name of the key header must be in capitals.',
    behaviour: 'representation',
    checks: ['header-names-any-case'],
    decisions: (honest) => ({
      credentials: (call) => {
        const given = honest.credentials(call)
        return call.request.rawHeaders.includes('X-APIKEY') ||
          headerValues(call.request, 'x-apikey').length === 0
          ? given
          : { ...given, apiKey: undefined }
      },
    }),
  },
]
