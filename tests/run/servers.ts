import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { request } from 'undici'

import { faultIdsOf } from '../../mock/catalogue.ts'
import { type Mock, type MockOptions, startMock } from '../../mock/server.ts'
import type { Endpoint } from './in-process.ts'
import { whenFinished } from './when-finished.ts'

/** What a server is told, with faults that a table or a catalogue names. */
interface NamedFaults extends Omit<MockOptions, 'faults'> {
  readonly faults?: readonly string[]
}

/** A reference server that ends with the test that started it. */
export async function started({ faults = [], ...options }: NamedFaults = {}): Promise<Mock> {
  const mock = await startMock({ ...options, faults: faultIdsOf(faults) })
  whenFinished(() => mock.close())
  return mock
}

/** The settings of one endpoint alone, as an operator has them who checks no other. */
export function only(endpoint: Endpoint, settings: Readonly<Record<string, string>>): Record<string, string> {
  const prefix = `${endpoint.toUpperCase()}_`
  return Object.fromEntries(Object.entries(settings).filter(([name]) => name.startsWith(prefix)))
}

/** Serves on the loopback interface until the test ends; gives the base URL. */
export async function serve(listener: RequestListener): Promise<string> {
  // A client that is killed breaks off what it was sending.
  const server = createServer((incoming, response) => {
    Promise.resolve(listener(incoming, response)).catch(() => response.destroy())
  })
  const url = await new Promise<string>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
  })
  whenFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return url
}

/** The address of a port that was free a moment ago: nobody listens there. */
export async function nobody(): Promise<string> {
  const server = createServer()
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(`http://127.0.0.1:${port}`))
    })
  })
}

export interface Passing {
  readonly method: string
  readonly url: string
}

export interface Passed {
  readonly status: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Buffer
}

/**
 * A server that hands everything on to another one. `instead` may give an answer of its own, before that one is asked
 * or after it has answered.
 */
export function inFrontOf(
  origin: string,
  instead: (asked: Passing, answer?: Passed) => Passed | undefined,
): Promise<string> {
  return serve(async (incoming, response) => {
    const { method = 'GET', url = '/' } = incoming
    const body = await buffer(incoming)
    const asked = { method, url }
    const own = instead(asked)
    const given = own ?? (await handOn(origin, asked, incoming.rawHeaders, body))
    const { status, headers, body: text } = own ?? instead(asked, given) ?? given
    response.writeHead(status, headers.flat()).end(text)
  })
}

export function isCreation({ method, url }: Passing): boolean {
  return (method === 'POST' && url.startsWith('/sqs/api/groups')) || url.endsWith('/groups/add')
}

/** The environment of a server that does not know some operations, in front of this one. */
export async function without(
  mock: Mock,
  endpoint: Endpoint,
  unknown: (asked: Passing) => boolean,
): Promise<Record<string, string>> {
  const url = await inFrontOf(mock.url, (asked) =>
    unknown(asked) ? { status: 404, headers: [], body: Buffer.from('no such operation') } : undefined,
  )
  return { ...mock.environment, [`${endpoint.toUpperCase()}_BASE_URL`]: url }
}

/** Sends a request to another server as it came. */
export async function handOn(
  origin: string,
  { method, url }: Passing,
  rawHeaders: readonly string[],
  body: Buffer,
): Promise<Passed> {
  const sent = pairs(rawHeaders).filter(
    ([name]) => !/^(host|connection|content-length|transfer-encoding|upgrade|http2-settings)$/i.test(name),
  )
  const answer = await request(origin + url, {
    method,
    headers: sent.flat(),
    body: body.length > 0 ? body : null,
    responseHeaders: 'raw',
  })
  const headers: unknown = answer.headers
  const came = Array.isArray(headers) ? pairs(headers.map(String)) : []
  return {
    status: answer.statusCode,
    headers: came.filter(([name]) => !/^(connection|keep-alive|date)$/i.test(name)),
    body: Buffer.from(await answer.body.arrayBuffer()),
  }
}

function pairs(flat: readonly string[]): [string, string][] {
  return flat.flatMap((name, at) => (at % 2 === 0 ? [[name, flat[at + 1] ?? '']] : []))
}
