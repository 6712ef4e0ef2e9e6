import type { SqsAccount } from '../../sqs/store.ts'
import { inFlight, joined } from '../shared-logins.ts'
import type { SqsFault } from './twists.ts'

const sharing = inFlight<SqsAccount | undefined>()

/** Callers that are taken for others by what they are looked up by. */
export const sharedLogins: readonly SqsFault[] = [
  {
    id: 'sqs-user-and-password-joined',
    lie: 'User name and password are compared joined together, wherever the one ends.',
    behaviour: 'authentication',
    checks: ['auth-user-and-password-joined'],
    decisions: (honest) => ({
      authenticate: async (call) => {
        const given = honest.credentials(call)
        const account = await honest.authenticate(call)
        if (account !== undefined || given === undefined || call.operation !== 'update') return account
        return call.store.accounts.find((each) => joined(each) === joined(given))
      },
    }),
  },
  {
    id: 'sqs-login-in-flight-shared',
    lie: 'Where logins of one user for one group meet, the result of the first is that of all.',
    behaviour: 'authentication',
    checks: ['auth-logins-at-once'],
    decisions: (honest) => ({
      authenticate: (call) => {
        const user = honest.credentials(call)?.username
        if (user === undefined || call.operation !== 'update') return honest.authenticate(call)
        return sharing(call.store, `${user} ${call.id}`, async () => honest.authenticate(call))
      },
    }),
  },
]
