import { holdBack } from '../delay.ts'
import type { Reply } from '../exchange.ts'
import {
  type AutodialerAnswer,
  type AutodialerCall,
  type AutodialerOperation,
  AutodialerRefusal,
} from './call.ts'
import { add, remove, search } from './siblings.ts'
import { update } from './update.ts'

type Handler = (call: AutodialerCall) => Promise<AutodialerAnswer>

const handlers: Readonly<Record<Exclude<AutodialerOperation, 'elsewhere'>, Handler>> = {
  update,
  add,
  search,
  remove,
}

/** Serves one request of the endpoint, from its decisions to its last byte. */
export async function serveAutodialer(call: AutodialerCall): Promise<void> {
  const reply = await replyTo(call)
  await holdBack(call.server)
  await call.decide.send(call, reply)
}

async function replyTo(call: AutodialerCall): Promise<Reply> {
  const { decide, operation } = call
  if (operation === 'elsewhere' || !(await decide.serves(call))) return decide.lost(call)
  return decide.render(call, await answer(call, handlers[operation]))
}

async function answer(call: AutodialerCall, handler: Handler): Promise<AutodialerAnswer> {
  try {
    return await handler(call)
  } catch (error) {
    if (error instanceof AutodialerRefusal) return call.decide.refuse(call, error)
    throw error
  }
}
