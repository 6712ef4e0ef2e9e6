import type { Answer } from './answer.ts'

/** What gateways, firewalls and locked accounts answer to what an endpoint would have served. */
const statuses: ReadonlySet<number> = new Set([401, 403, 423, 429, 502, 503, 504, 530])

/** Whether an answer of this status may come from something in front of the endpoint. */
export function isOfIntermediary(status: number): boolean {
  return statuses.has(status) || (status >= 520 && status <= 527)
}

/** Bytes in which a page of HTML shows itself and its title. */
const headBytes = 4_096

/** Whether the body is a page of HTML. Labelled as JSON it is none of a gateway's, but the endpoint's own mistake. */
export function isPage(answer: Answer): boolean {
  if (answer.saysJson) return false
  const head = headOf(answer)
  if (/^\s*(?:<!--[^>]*-->\s*)*<(?:!doctype\s+html|html)\b/i.test(head)) return true
  return answer.mediaType === 'text/html' && /^\s*<(?!\?xml)/.test(head) && answer.json === undefined
}

/** A page in a few words: its status and title. */
export function describePage(answer: Answer): string {
  const title = /<title[^>]*>([^<]*)/i.exec(headOf(answer))?.[1]?.replace(/\s+/g, ' ').trim()
  return `a page of HTML with status ${answer.status}${title ? `, titled ${JSON.stringify(title)}` : ''}`
}

function headOf({ body }: Answer): string {
  return new TextDecoder().decode(body.subarray(0, headBytes))
}
