import { createServer, type Socket } from 'node:net'
import { loadContract } from '../../helpers/contract/contract.ts'
import type { EndpointSettings } from '../../helpers/target/endpoint-settings.ts'
import { Target } from '../../helpers/target/target.ts'
import { Transport, type TransportLimits } from '../../helpers/target/transport.ts'
import { whenFinished } from '../run/when-finished.ts'

/** One request as its bytes came off the socket. */
export interface Arrived {
  readonly line: string
  /** Header fields as they were written, in their order. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Buffer
}

export interface Wire {
  readonly url: string
  readonly arrived: readonly Arrived[]
  /** Connections that were opened. */
  readonly connections: () => number
}

/** A server that shows each request as it arrived and lets `answer` write to the socket whatever it likes. */
export async function wire(answer: (request: Arrived, socket: Socket, turn: number) => void): Promise<Wire> {
  const arrived: Arrived[] = []
  const sockets = new Set<Socket>()
  let connections = 0
  const server = createServer((socket) => {
    connections++
    sockets.add(socket)
    let pending = Buffer.alloc(0)
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk) => {
      pending = Buffer.concat([pending, chunk])
      for (let next = firstRequest(pending); next; next = firstRequest(pending)) {
        pending = pending.subarray(next.length)
        arrived.push(next.request)
        answer(next.request, socket, arrived.length)
      }
    })
  })
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
  whenFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { url: `http://127.0.0.1:${port}`, arrived, connections: () => connections }
}

/** The text of a complete answer. */
export function answerText(status: number, headers: readonly string[] = [], body = ''): string {
  const length = `content-length: ${Buffer.byteLength(body)}`
  return `${[`HTTP/1.1 ${status} Whatever`, ...headers, length].join('\r\n')}\r\n\r\n${body}`
}

export const limits: TransportLimits = { deadline: 5_000, bodyBytes: 64 * 1024, connections: 2 }

export function transportTo(url: string, changed: Partial<TransportLimits> = {}): Transport {
  const transport = new Transport(new URL(url), { ...limits, ...changed }, { insecureTls: false })
  whenFinished(() => transport.close())
  return transport
}

export const account: EndpointSettings = {
  endpoint: 'sqs',
  kind: 'live',
  baseUrl: 'http://127.0.0.1:1',
  auth: 'basic',
  username: 'tester',
  password: 'Grüße: "two" $words & \\more\'',
  contractSettings: { TENANT: 'northwind' },
  extraHeaders: [],
}

export function targetAt(url: string, changed: Partial<EndpointSettings> = {}): Target {
  const settings = { ...account, baseUrl: url, ...changed }
  const target = new Target(loadContract(settings.endpoint), settings, { limits })
  whenFinished(() => target.client.close())
  return target
}

function firstRequest(bytes: Buffer): { request: Arrived; length: number } | undefined {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const [line = '', ...fields] = bytes.subarray(0, end).toString('latin1').split('\r\n')
  const headers = fields.map((field): [string, string] => {
    const [, name = '', value = ''] = /^([^:]*): ?(.*)$/.exec(field) ?? []
    return [name, value]
  })
  const told = (sought: string) => headers.find(([name]) => name.toLowerCase() === sought)?.[1]
  const rest = bytes.subarray(end + 4)
  const framed =
    told('transfer-encoding') === 'chunked' ? chunkedBody(rest) : measuredBody(rest, told('content-length'))
  return framed && { request: { line, headers, body: framed.body }, length: end + 4 + framed.length }
}

interface Framed {
  readonly body: Buffer
  /** Bytes that it takes on the wire. */
  readonly length: number
}

function measuredBody(bytes: Buffer, told: string | undefined): Framed | undefined {
  const length = Number(told ?? 0)
  return bytes.length < length ? undefined : { body: bytes.subarray(0, length), length }
}

/** The body whose chunks these bytes start with; none until the last one is there. Without trailers: nobody sends them. */
function chunkedBody(bytes: Buffer): Framed | undefined {
  const chunks: Buffer[] = []
  for (let at = 0; ; ) {
    const lineEnd = bytes.indexOf('\r\n', at)
    if (lineEnd < 0) return undefined
    const start = lineEnd + 2
    const length = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16)
    at = start + length + 2
    if (bytes.length < at) return undefined
    if (length === 0) return { body: Buffer.concat(chunks), length: at }
    chunks.push(bytes.subarray(start, start + length))
  }
}
