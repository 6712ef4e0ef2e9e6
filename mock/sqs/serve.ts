import { holdBack } from '../delay.ts'
import type { Reply } from '../exchange.ts'
import { type SqsAnswer, type SqsCall, type SqsOperation, SqsRefusal } from './call.ts'
import * as siblings from './siblings.ts'
import { update } from './update.ts'

type Handler = (call: SqsCall) => Promise<SqsAnswer>

/** The operations beside the update. */
export type Siblings = Readonly<Record<Exclude<SqsOperation, 'elsewhere' | 'update' | 'unknown'>, Handler>>

const ownSiblings: Siblings = siblings

/** Serves one request of the endpoint, from its decisions to its last byte. */
export async function serveSqs(call: SqsCall, beside = ownSiblings): Promise<void> {
  const reply = await replyTo(call, { update, unknown, ...beside })
  await holdBack(call.server)
  await call.decide.send(call, reply)
}

async function unknown(): Promise<SqsAnswer> {
  throw new SqsRefusal('methodNotAllowed')
}

type Handlers = Siblings & Readonly<Record<'update' | 'unknown', Handler>>

async function replyTo(call: SqsCall, handlers: Handlers): Promise<Reply> {
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
