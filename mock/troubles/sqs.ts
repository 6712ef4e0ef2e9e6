import type { Trouble } from '../fault.ts'
import { badGateway, unauthorised } from '../front.ts'
import { Slot } from '../slot.ts'
import type { SqsCall } from '../sqs/call.ts'
import type { SqsDecisions } from '../sqs/decisions.ts'
import { ending, firewall } from './in-front.ts'
import { type Lockout, Logins, lockouts } from './logins.ts'

export const sqsTroubles: readonly Trouble<SqsDecisions>[] = [
  ...lockouts.map((lockout) => ({
    id: lockout.sqs,
    what: lockout.what,
    decisions: locking(lockout),
  })),
  {
    id: 'sqs-firewall',
    what: 'A firewall answers with 403 and a page what looks like SQL, markup or percent-encoding.',
    decisions: firewall(),
  },
  {
    id: 'sqs-ends-502-page',
    what: 'After 150 requests the gateway answers everything, with 502 and a page of HTML.',
    decisions: ending(badGateway),
  },
  {
    id: 'sqs-ends-401',
    what: 'After 150 requests nobody is let in any more, which is told as 401.',
    decisions: ending(unauthorised),
  },
]

function locking(lockout: Lockout): Trouble<SqsDecisions>['decisions'] {
  const logins = new Slot(() => new Logins(lockout))
  const lockedOut = new WeakSet<SqsCall>()
  return (honest) => ({
    authenticate: async (call) => {
      const account = await honest.authenticate(call)
      const username = call.decide.credentials(call)?.username
      if (username === undefined) return account
      const locked = logins.of(call.store).isLocked(username)
      logins.of(call.store).note(username, account !== undefined)
      if (!locked) return account
      lockedOut.add(call)
      return undefined
    },
    refuse: async (call, refusal) => {
      const answer = await honest.refuse(call, refusal)
      return lockedOut.has(call) ? { ...answer, status: lockout.status } : answer
    },
  })
}
