import { holdBack } from '../delay.ts'
import type { Reply } from '../exchange.ts'
import { type SqsAnswer, type SqsCall, type SqsOperation, SqsRefusal } from './call.ts'
import * as siblings from './siblings.ts'
import { update } from './update.ts'

type Handler = (call: SqsCall) => Promise<SqsAnswer>

const handlers: Readonly<Record<Exclude<SqsOperation, 'elsewhere'>, Handler>> = {
  update,
  create: siblings.create,
  read: siblings.read,
  list: siblings.list,
  remove: siblings.remove,
  health: siblings.health,
  unknown: async () => {
    throw new SqsRefusal('methodNotAllowed')
  },
}

/** Serves one request of the endpoint, from its decisions to its last byte. */
export async function serveSqs(call: SqsCall): Promise<void> {
  const reply = await replyTo(call)
  await holdBack(call.server)
  await call.decide.send(call, reply)
}

async function replyTo(call: SqsCall): Promise<Reply> {
  const { decide, operation } = call
  if (operation === 'elsewhere' || !(await decide.serves(call))) return decide.lost(call)
  return decide.render(call, await answer(call, handlers[operation]))
}

async function answer(call: SqsCall, handler: Handler): Promise<SqsAnswer> {
  try {
    return await handler(call)
  } catch (error) {
    if (error instanceof SqsRefusal) return call.decide.refuse(call, error)
    throw error
  }
}
