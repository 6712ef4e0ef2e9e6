import type { IncomingMessage, ServerResponse } from 'node:http'
import { routeAutodialer } from './autodialer/route.ts'
import { serveAutodialer } from './autodialer/serve.ts'
import type { AutodialerStore } from './autodialer/store.ts'
import type { Behaviour } from './behaviour.ts'
import type { Connection, RawRequest, ServerMemory } from './exchange.ts'
import { plainReply, sendReply } from './send.ts'
import type { SqsCall } from './sqs/call.ts'
import { routeSqs } from './sqs/route.ts'
import { serveSqs } from './sqs/serve.ts'
import type { SqsStore } from './sqs/store.ts'

/** What one server holds for as long as it runs. */
export interface Site {
  /** May be another one from request to request. */
  behaviour: Behaviour
  readonly autodialer: AutodialerStore
  readonly sqs: SqsStore
  readonly memory: ServerMemory
  /** Serves what arrives in place of the two endpoints, where the server is made of a contract. */
  readonly contract?: ContractSite
}

/** A server that is made of a contract, of the parts of SQS. */
export type ContractSite = (
  common: Omit<SqsCall, 'store' | 'decide' | 'operation' | 'id'>,
  site: Site,
) => Promise<void>

export interface Arrival {
  readonly request: RawRequest
  readonly response: ServerResponse
  readonly connection: Connection
  readonly sequence: number
  readonly turn: number
}

/** Hands a request to the endpoint that its address belongs to. */
export async function dispatch(site: Site, arrival: Arrival): Promise<void> {
  const { request, response } = arrival
  const [path, query] = splitTarget(request.url)
  const common = { ...arrival, path, query, server: site.memory }
  if (site.contract) return site.contract(common, site)
  const operation = routeAutodialer(path)
  if (operation !== undefined) {
    return serveAutodialer({
      ...common,
      store: site.autodialer,
      decide: site.behaviour.autodialer,
      operation,
    })
  }
  const route = routeSqs(request.method, path)
  if (route !== undefined) {
    return serveSqs({ ...common, store: site.sqs, decide: site.behaviour.sqs, ...route })
  }
  return sendReply(response, plainReply(404, 'not found'))
}

/** The path stays as it was sent: resolving its dots or decoding it would hide what the client did. */
function splitTarget(target: string): [path: string, query: URLSearchParams] {
  const [path = '', ...query] = target.split('?')
  return [path, new URLSearchParams(query.join('?'))]
}

/** The pieces in which bodies came, by body. */
const pieces = new WeakMap<Buffer, readonly Buffer[]>()

/** A body in the pieces in which it came. */
export function piecesOf(body: Buffer): readonly Buffer[] {
  return pieces.get(body) ?? [body]
}

const largestBody = 32 * 1024 * 1024

/** The bytes of a request's body, or undefined when there are more than any test sends on purpose. */
export function readBody(
  request: IncomingMessage,
  onCutOff: (part: Buffer) => unknown = () => {},
): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > largestBody) resolve(undefined)
      else chunks.push(chunk)
    })
    request.once('end', () => {
      const body = Buffer.concat(chunks)
      pieces.set(body, chunks)
      resolve(body)
    })
    request.once('error', (error) => {
      onCutOff(Buffer.concat(chunks))
      reject(error)
    })
  })
}
