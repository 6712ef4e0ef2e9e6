import type { Reply } from '../exchange.ts'
import { type FrontCall, htmlPage, inFront } from '../front.ts'
import { Slot } from '../slot.ts'

/** What the usual rules of a web application firewall take for an attack. */
const attacks: readonly RegExp[] = [
  /\bdrop\s+table\b|\bunion\s+select\b|'\s*or\s+1=1|\$(?:ne|gt|regex|where)\b/i,
  /<\/?[a-z!?][^<]*>|\]\]>|&lt;/i,
  /%(?:[0-9a-f]{2}|s\b)/i,
]

/** Shows a page in place of an answer to whoever sends what looks like an attack. */
export function firewall() {
  const page = htmlPage(403, '403 Forbidden')
  return inFront(({ request }: FrontCall) => {
    const text = request.body.toString('utf8')
    return attacks.some((attack) => attack.test(text)) ? page : undefined
  })
}

/** Requests that are served before the end. */
const served = 150

/** Gives one answer to everything from some request on. */
export function ending(reply: Reply) {
  const requests = new Slot(() => 0)
  return inFront(({ server }: FrontCall) => {
    const count = requests.of(server) + 1
    requests.set(server, count)
    return count > served ? reply : undefined
  })
}
