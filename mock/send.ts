import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { Json } from '../helpers/contract/types.ts'
import type { Header, Reply } from './exchange.ts'

/** Writes an answer in one piece with its length, as plainly as HTTP allows. */
export async function sendReply(response: ServerResponse, reply: Reply): Promise<void> {
  if (response.destroyed) return
  const length: readonly string[] = reply.status === 204 ? [] : ['Content-Length', String(reply.body.length)]
  response.writeHead(reply.status, [...reply.headers.flat(), ...length])
  const closed = once(response, 'close')
  response.end(reply.body)
  await closed
}

/** An answer of the server itself, for an address that is no part of either endpoint. */
export function plainReply(status: number, text: string): Reply {
  return { status, headers: [['Content-Type', 'text/plain;charset=UTF-8']], body: Buffer.from(text) }
}

/** An answer in JSON that no decision of an endpoint has written. */
export function jsonReply(status: number, value: Json, headers: readonly Header[] = []): Reply {
  return {
    status,
    headers: [['Content-Type', 'application/json'], ...headers],
    body: Buffer.from(JSON.stringify(value)),
  }
}
