import type { IncomingMessage, RequestListener } from 'node:http'
import { text } from 'node:stream/consumers'

export interface Account {
  readonly authorization: string
  readonly apiKey?: string
}

const right = { autodialer: { success: 1, message: 'done' }, sqs: {} }

/**
 * A server with the worst manners there are: it repeats what callers show it, in every notation, in bodies, headers
 * and error texts, each time at another place of the text. It accepts an update with the right credentials only, or
 * none at all.
 */
export function echo(accepted: readonly Account[]): RequestListener {
  let turn = 0
  return async (incoming, response) => {
    const sent = await text(incoming)
    turn++
    const shown = shownBy(incoming)
    const known = accepted.some(
      ({ authorization, apiKey }) =>
        incoming.headers.authorization === authorization && incoming.headers['x-apikey'] === apiKey,
    )
    const update = incoming.method === 'PUT' || incoming.url?.endsWith('/update')
    const padded = [`${'.'.repeat((turn * 7) % 190)} `, ...shown.flatMap(inEveryNotation)]
    // Where there is a right way to ask, every wrong one is a finding, and so is written down with all that came.
    const refusals = accepted.length > 0 ? [200] : [401, 403, 400, 500, 200]
    const status = known ? (update ? 200 : 404) : (refusals[turn % refusals.length] ?? 200)
    const [type, body] = known && update ? accept(incoming, sent, padded) : refuse(turn, padded)
    response.setHeader('X-Echo', shown.map(headerText))
    response.setHeader('WWW-Authenticate', `Basic realm="${shown.map(encodeURIComponent).join(' ')}"`)
    response.writeHead(status, { 'Content-Type': type }).end(body)
  }
}

/** As a server writes it that does not ask what a header may hold. */
function headerText(text: string): string {
  return Buffer.from(text)
    .toString('latin1')
    .replace(/[^\t\x20-\x7e\x80-\xff]/g, '?')
}

/** What of a request is secret, as far as a server can know. */
function shownBy({ headers }: IncomingMessage): string[] {
  const { authorization = '', 'x-apikey': apiKey, 'x-gate': gate } = headers
  const pair = Buffer.from(authorization.replace(/^\S+ /, ''), 'base64').toString('utf8')
  const password = pair.slice(pair.indexOf(':') + 1)
  return [authorization, pair, password, apiKey ?? '', gate ?? ''].flat().filter((text) => text !== '')
}

function inEveryNotation(text: string): string[] {
  const json = JSON.stringify(text)
  const xml = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return [
    text,
    json,
    JSON.stringify(json),
    json.replace(/[^\x20-\x7e]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`),
    json.replaceAll('/', '\\/'),
    xml,
    xml.replaceAll('"', '&quot;').replaceAll('>', '&gt;').replaceAll("'", '&#039;'),
    xml.replaceAll('"', '&quot;').replace(/[^\x20-\x7e]/g, (char) => `&#${char.charCodeAt(0)};`),
    encodeURIComponent(text),
    new URLSearchParams({ x: text }).toString(),
    Buffer.from(text).toString('base64'),
    Buffer.from(text).toString('base64url'),
    Buffer.from(`x:${text}`).toString('base64'),
  ]
}

function accept({ url, headers }: IncomingMessage, body: string, padded: string[]): [string, string] {
  const payload: unknown = parse(body)
  const sent = typeof payload === 'object' ? payload : {}
  const reported = { ...sent, note: padded.join(' '), notes: padded }
  if (!url?.startsWith('/sqs'))
    return ['application/json', JSON.stringify({ ...right.autodialer, data: reported, note: padded })]
  if (headers.accept === 'application/json') return ['application/json', JSON.stringify(reported)]
  const text = padded.join(' ').replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return ['application/xml', `<group><name>${text}</name></group>`]
}

function refuse(turn: number, padded: string[]): [string, string] {
  const text = padded.join(' ')
  const forms: [string, string][] = [
    ['text/plain', text],
    ['application/json', JSON.stringify({ success: 0, message: text, errors: padded })],
    ['text/html', `<h1>Refused</h1><pre>${text}</pre>`],
    [
      'application/xml',
      `<failure><message>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</message></failure>`,
    ],
    ['application/json', `<br />Warning: ${text} {"success":0,"message":"no"}`],
  ]
  return forms[turn % forms.length] ?? ['text/plain', text]
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}
