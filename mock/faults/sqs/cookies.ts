import { randomUUID } from 'node:crypto'
import { soleHeader } from '../../exchange.ts'
import { Slot } from '../../slot.ts'
import type { SqsAccount } from '../../sqs/store.ts'
import type { SqsFault } from './twists.ts'

const sessions = new Slot(() => new Map<string, SqsAccount>())

/** Who is known by a cookie. */
export const cookies: readonly SqsFault[] = [
  {
    id: 'sqs-cookie-signed-in',
    lie: 'Who sends back the cookie of an answer is signed in, whatever the credentials.',
    behaviour: 'authentication',
    checks: ['auth-cookie'],
    decisions: (honest) => ({
      authenticate: async (call) => {
        const known = sessions.of(call.store).get(soleHeader(call.request, 'cookie') ?? '')
        return (call.operation === 'update' ? known : undefined) ?? honest.authenticate(call)
      },
      render: async (call, answer) => {
        const reply = await honest.render(call, answer)
        const account = await honest.authenticate(call)
        if (call.operation !== 'update' || account === undefined) return reply
        const session = `SESSION=${randomUUID()}`
        sessions.of(call.store).set(session, account)
        return { ...reply, headers: [...reply.headers, ['Set-Cookie', `${session}; Path=/; HttpOnly`]] }
      },
    }),
  },
]
