import type { Json } from '../types.ts'

/** Headers that say how a message is sent and what it holds: no key and no setting can stand there. */
const ofHttp = new Set([
  ...['accept', 'accept-encoding', 'connection', 'content-encoding', 'content-length', 'content-type'],
  ...['cookie', 'date', 'expect', 'host', 'keep-alive', 'te', 'trailer', 'transfer-encoding', 'upgrade'],
])

/** Whether HTTP has a header of that name for something else. */
export function isOfHttp(name: Json | undefined): boolean {
  return ofHttp.has(String(name).toLowerCase())
}

/** What is said of such a header. */
export function takenByHttp(name: Json | undefined): string {
  return `HTTP has the header ${name} for something else; expected another one, such as X-API-Key`
}
