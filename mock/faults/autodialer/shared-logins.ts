import type { AutodialerAccount } from '../../autodialer/store.ts'
import { parseObject } from '../../json.ts'
import { inFlight, joined } from '../shared-logins.ts'
import { type AutodialerFault, ofUpdate } from './tools.ts'

const sharing = inFlight<AutodialerAccount | undefined>()

/** Callers that are taken for others by what they are looked up by. */
export const sharedLogins: readonly AutodialerFault[] = [
  {
    id: 'autodialer-user-and-password-joined',
    lie: 'User name and password are compared joined together, wherever the one ends.',
    behaviour: 'authentication',
    checks: ['auth-user-and-password-joined'],
    decisions: (honest) => ({
      authenticate: async (call) => {
        const { basic, apiKey } = honest.credentials(call)
        const account = await honest.authenticate(call)
        if (account !== undefined || basic === undefined || !ofUpdate(call)) return account
        return call.store.accounts.find((each) => each.apiKey === apiKey && joined(each) === joined(basic))
      },
    }),
  },
  {
    id: 'autodialer-login-in-flight-shared',
    lie: 'Where logins of one user for one group meet, the result of the first is that of all.',
    behaviour: 'authentication',
    checks: ['auth-logins-at-once'],
    decisions: (honest) => ({
      authenticate: (call) => {
        const user = honest.credentials(call).basic?.username
        if (user === undefined || !ofUpdate(call)) return honest.authenticate(call)
        const group = JSON.stringify(parseObject(call.request.body)?._id)
        return sharing(call.store, `${user} ${group}`, async () => honest.authenticate(call))
      },
    }),
  },
]
