import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { UsageError } from '../helpers/usage-error.ts'
import { AutodialerStore } from './autodialer/store.ts'
import { type Active, type Behaviour, honest } from './behaviour.ts'
import { dispatch, readBody, type Site } from './dispatch.ts'
import { environmentFor } from './environment.ts'
import type { Connection, RawRequest } from './exchange.ts'
import { autodialerAccounts, autodialerGroups, sqsAccounts, sqsGroups } from './seed.ts'
import { plainReply, sendReply } from './send.ts'
import { snapshotOf } from './snapshot.ts'
import { SqsStore } from './sqs/store.ts'

/** How the reference server is to behave; without any, it is right in everything. */
export interface MockOptions {
  /** The port to listen on; any free one by default. */
  readonly port?: number
  /** Ids of wrong behaviours, as `mock --list` shows them. */
  readonly faults?: readonly string[]
  /** Ids of lawful differences, as `mock --list` shows them. */
  readonly variants?: readonly string[]
  /** Whether `requests` is filled; off by default, as it grows for as long as the server runs. */
  readonly keepRequests?: boolean
  /** Milliseconds added to each answer; none by default. */
  readonly delay?: number
}

/** A reference server that listens. */
export interface Mock {
  /** Scheme, host and port, without a slash at the end. */
  readonly url: string
  /** What has arrived, in order; kept only when asked for (`keepRequests`). */
  readonly requests: readonly RawRequest[]
  /** The settings that point a run at it. */
  readonly environment: Readonly<Record<string, string>>
  /** The faults and variants that it was started with. */
  readonly active: readonly Active[]
  /** The whole store as plain data, without times, in an order that no history of writes changes. */
  snapshot(): unknown
  /** Stops listening, and breaks off connections that are open. */
  close(): Promise<void>
}

/**
 * Starts the reference server for both endpoints on the loopback interface, with the accounts and groups of the
 * documents' samples. Throws UsageError for an unknown fault or variant, naming the nearest, and for a port that cannot
 * be had.
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const { port = 0, faults = [], variants = [], keepRequests = false, delay = 0 } = options
  const behaviour = await behaviourWith(faults, variants)
  const site: Site = {
    behaviour,
    autodialer: new AutodialerStore(autodialerAccounts, autodialerGroups),
    sqs: new SqsStore(sqsAccounts, [...sqsGroups.northwind, ...sqsGroups.southwind]),
    memory: { requests: 0, cutOff: [], delay },
  }
  const requests: RawRequest[] = []
  const server = serverOf(site, (request) => keepRequests && requests.push(request))
  const url = `http://127.0.0.1:${await listen(server, port)}`
  return {
    url,
    requests,
    environment: { ...environmentFor(url), ...behaviour.settings },
    active: behaviour.active,
    snapshot: () => snapshotOf(site),
    close: () => close(server),
  }
}

/** Hundreds of faults and variants are loaded where one is asked for, not in each run on the embedded server. */
async function behaviourWith(faults: readonly string[], variants: readonly string[]): Promise<Behaviour> {
  if (faults.length === 0 && variants.length === 0) return honest
  const { behaviourOf } = await import('./catalogue.ts')
  return behaviourOf(faults, variants)
}

function serverOf(site: Site, keep: (request: RawRequest) => unknown): Server {
  const connections = new WeakMap<Socket, Connection>()
  let opened = 0
  const connectionOf = (socket: Socket): Connection => {
    const connection = connections.get(socket) ?? { id: ++opened, requests: 0 }
    connections.set(socket, connection)
    return connection
  }
  const server = createServer((incoming, response) => {
    handle(site, incoming, response, connectionOf(incoming.socket), keep).catch((error: unknown) =>
      breakDown(response, error),
    )
  })
  // Longer than any client keeps an idle connection, so that none is closed under a request on its way.
  server.keepAliveTimeout = 120_000
  return server
}

async function handle(
  site: Site,
  incoming: IncomingMessage,
  response: ServerResponse,
  connection: Connection,
  keep: (request: RawRequest) => unknown,
): Promise<void> {
  const sequence = ++site.memory.requests
  const turn = ++connection.requests
  const { method = '', url = '', rawHeaders } = incoming
  const raw = { method, url, rawHeaders, connection: connection.id }
  const body = await readBody(incoming, (part) => {
    keep({ ...raw, body: part })
    site.memory.cutOff.push(`${url} ${part}`)
  })
  if (body === undefined)
    return sendReply(response, { ...plainReply(413, 'too large'), headers: [['Connection', 'close']] })
  const request: RawRequest = { ...raw, body }
  keep(request)
  await dispatch(site, { request, response, connection, sequence, turn })
}

/** A mistake of this server's own; a client that went away while it was served is none. */
function breakDown(response: ServerResponse, error: unknown): void {
  if (response.destroyed) return
  if (response.headersSent) response.destroy()
  else response.writeHead(500, { 'Content-Type': 'text/plain;charset=UTF-8' }).end(String(error))
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', ({ message }) =>
      reject(new UsageError(`port ${port} cannot be had (${message}); expected a free one, or 0 for any`)),
    )
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)))
    server.closeAllConnections()
  })
}
