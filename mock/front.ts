import type { Awaitable, RawRequest, Reply, ServerMemory } from './exchange.ts'

/** What is known of a request before an endpoint sees it. */
export interface FrontCall {
  readonly operation: string
  readonly request: RawRequest
  readonly server: ServerMemory
}

/** The decisions of either endpoint by which a request never gets there. */
export interface Entrance<Call> {
  serves(call: Call): Awaitable<boolean>
  lost(call: Call): Awaitable<Reply>
}

/** Something in front of an endpoint that answers some requests in its place. */
export function inFront<Call extends FrontCall>(
  answer: (call: FrontCall) => Reply | undefined,
): (honest: Entrance<Call>) => Entrance<Call> {
  const replies = new WeakMap<FrontCall, Reply>()
  return (honest) => ({
    serves: (call) => {
      const reply = answer(call)
      if (reply === undefined) return honest.serves(call)
      replies.set(call, reply)
      return false
    },
    lost: (call) => replies.get(call) ?? honest.lost(call),
  })
}

/** A page such as a gateway or a firewall shows to a browser. */
export function htmlPage(status: number, title: string): Reply {
  const page = `<html>\r\n<head><title>${title}</title></head>\r\n<body><center><h1>${title}</h1></center></body>\r\n</html>\r\n`
  return { status, headers: [['Content-Type', 'text/html']], body: Buffer.from(page) }
}

/** The few words of JSON with which a gateway turns a request away. */
export function jsonNotice(status: number, message: string, ...headers: Reply['headers']): Reply {
  return {
    status,
    headers: [['Content-Type', 'application/json'], ...headers],
    body: Buffer.from(JSON.stringify({ message })),
  }
}

export const badGateway = htmlPage(502, '502 Bad Gateway')
export const unauthorised = jsonNotice(401, 'Unauthorized', ['WWW-Authenticate', 'Bearer realm="gateway"'])
export const tooMany = jsonNotice(429, 'Too many requests', ['Retry-After', '0'])
