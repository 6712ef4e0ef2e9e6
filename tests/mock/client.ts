import { request } from 'undici'

export { started } from '../run/servers.ts'

export interface Asked {
  readonly method?: string
  /** Laid over the usual headers; undefined takes one away. */
  readonly headers?: Readonly<Record<string, string | undefined>>
  /** Sent as it is; anything but text and bytes is sent as JSON. */
  readonly body?: unknown
}

export interface Seen {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly bytes: Buffer
  readonly text: string
}

/** Sends nothing but what it is given: no accept header, no user agent. */
export async function ask(url: string, { method = 'GET', headers = {}, body }: Asked): Promise<Seen> {
  const given = Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [name, value]))
  const raw = body === undefined || typeof body === 'string' || Buffer.isBuffer(body)
  const answer = await request(url, {
    method,
    headers: given,
    body: raw ? (body ?? null) : JSON.stringify(body),
  })
  const bytes = Buffer.from(await answer.body.arrayBuffer())
  return { status: answer.statusCode, headers: answer.headers, bytes, text: bytes.toString('utf8') }
}

export function basic(username: string | undefined, password: string | undefined): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
}
