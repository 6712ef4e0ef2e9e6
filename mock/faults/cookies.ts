import { randomUUID } from 'node:crypto'
import { type Awaitable, type RawRequest, type Reply, soleHeader } from '../exchange.ts'
import { Slot } from '../slot.ts'

interface Call {
  readonly operation: string
  readonly request: RawRequest
  readonly store: object
}

/** The decisions of either endpoint on who is known, and on the answer. */
interface Decisions<Asked, Account, Answer> {
  authenticate(call: Asked): Awaitable<Account | undefined>
  render(call: Asked, answer: Answer): Awaitable<Reply>
}

/** Each answer to an update sets a cookie; whoever sends that back is known by it. */
export function signedInByCookie<Asked extends Call, Account, Answer>() {
  const sessions = new Slot(() => new Map<string, Account>())
  return (honest: Decisions<Asked, Account, Answer>): Decisions<Asked, Account, Answer> => ({
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
  })
}
