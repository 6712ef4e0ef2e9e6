import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { assertOptions } from '../helpers/settings/assert-options.ts'
import { UsageError } from '../helpers/usage-error.ts'
import { AutodialerStore } from './autodialer/store.ts'
import { type Active, type Behaviour, honest } from './behaviour.ts'
import type { Wanted } from './control.ts'
import { dispatch, readBody, type Site } from './dispatch.ts'
import { environmentFor } from './environment.ts'
import type { Connection, RawRequest } from './exchange.ts'
import type { FaultId } from './fault-ids.ts'
import { autodialerAccounts, autodialerGroups, sqsAccounts, sqsGroups } from './seed.ts'
import { plainReply, sendReply } from './send.ts'
import { snapshotOf } from './snapshot.ts'
import { SqsStore } from './sqs/store.ts'

/** How the reference server is to behave; without any, it is right in everything. */
export interface MockOptions {
  /** The port to listen on; any free one by default. */
  readonly port?: number
  /** Ids of wrong behaviours, as `mock --list` shows them. */
  readonly faults?: readonly FaultId[]
  /** Ids of lawful differences, as `mock --list` shows them. */
  readonly variants?: readonly string[]
  /** Whether `requests` is filled; off by default, as it grows for as long as the server runs. */
  readonly keepRequests?: boolean
  /** Milliseconds added to each answer; none by default. */
  readonly delay?: number
  /**
   * A folder with a contract from outside: a server that is made of it is served in place of the two endpoints, with
   * those faults of the catalogue that `contract prove` shows, and no variants.
   */
  readonly contract?: string
}

/** A reference server that listens. */
export interface Mock {
  /** Scheme, host and port, without a slash at the end. */
  readonly url: string
  /** What has arrived, in order; kept only when asked for (`keepRequests`). */
  readonly requests: readonly RawRequest[]
  /** The settings that point a run at it. */
  readonly environment: Readonly<Record<string, string>>
  /** The faults and variants that it has now. */
  readonly active: readonly Active[]
  /**
   * Has these faults, and no others, from the next request on; groups and variants stay as they are. Throws UsageError
   * for an unknown one, and for two of which one replaces the other. `PUT /__faults` does the same from outside.
   */
  use(faults: readonly FaultId[]): Promise<void>
  /** The whole store as plain data, without times, in an order that no history of writes changes. */
  snapshot(): unknown
  /** Stops listening, and breaks off connections that are open; once it is closed, does nothing. */
  close(): Promise<void>
}

/** Where a running server is told its faults and variants, from outside of its process. */
const controlPath = '/__faults'

const call = {
  name: 'startMock',
  options: ['port', 'faults', 'variants', 'keepRequests', 'delay', 'contract'],
} as const

/**
 * Starts the reference server for both endpoints on the loopback interface, with the accounts and groups of the
 * documents' samples. Throws UsageError for an unknown fault or variant, naming the nearest, for faults of which one
 * replaces another, and for a port that cannot be had; with `contract`, for one that is wrong and for one that no server
 * can be made of.
 */
export async function startMock(options?: MockOptions): Promise<Mock> {
  // The embedded server of a run is told nothing, and waits for no validator.
  if (options !== undefined) assertOptions(call, options)
  const { port = 0, faults = [], variants = [], keepRequests = false, delay = 0, contract } = options ?? {}
  const { environmentAt, behave, ...parts } = await (contract === undefined
    ? bothEndpoints()
    : endpointOf(contract))
  const site: Site = {
    behaviour: await behave(faults, variants),
    autodialer: new AutodialerStore(autodialerAccounts, autodialerGroups),
    memory: { requests: 0, cutOff: [], delay },
    ...parts,
  }
  const use = async (wanted: Wanted) => {
    const now = site.behaviour.active.flatMap(({ kind, id }) => (kind === 'variant' ? [id] : []))
    site.behaviour = await behave(wanted.faults ?? [], wanted.variants ?? now)
  }
  const requests: RawRequest[] = []
  const server = serverOf(site, use, (request) => keepRequests && requests.push(request))
  const url = `http://127.0.0.1:${await listen(server, port)}`
  let closing: Promise<void> | undefined
  return {
    url,
    requests,
    get environment() {
      return { ...environmentAt(url), ...site.behaviour.settings }
    },
    get active() {
      return site.behaviour.active
    },
    use: (faultsNow) => use({ faults: faultsNow }),
    snapshot: () => snapshotOf(site),
    close: () => {
      closing ??= close(server)
      return closing
    },
  }
}

/** What is served, and how it behaves with faults and variants. */
interface Parts extends Pick<Site, 'sqs' | 'contract'> {
  readonly behave: (faults: readonly string[], variants: readonly string[]) => Behaviour | Promise<Behaviour>
  readonly environmentAt: (url: string) => Record<string, string>
}

function bothEndpoints(): Parts {
  return {
    behave: behaviourWith,
    sqs: new SqsStore(sqsAccounts, [...sqsGroups.northwind, ...sqsGroups.southwind]),
    environmentAt: environmentFor,
  }
}

async function endpointOf(folder: string): Promise<Parts> {
  const { madeOf } = await import('./contract/made.ts')
  return madeOf(folder)
}

/** Hundreds of faults and variants are loaded where one is asked for, not in each run on the embedded server. */
async function behaviourWith(faults: readonly string[], variants: readonly string[]): Promise<Behaviour> {
  if (faults.length === 0 && variants.length === 0) return honest
  const { behaviourOf } = await import('./catalogue.ts')
  return behaviourOf(faults, variants)
}

function serverOf(
  site: Site,
  use: (wanted: Wanted) => Promise<void>,
  keep: (request: RawRequest) => unknown,
): Server {
  const connections = new WeakMap<Socket, Connection>()
  let opened = 0
  const connectionOf = (socket: Socket): Connection => {
    const connection = connections.get(socket) ?? { id: ++opened, requests: 0 }
    connections.set(socket, connection)
    return connection
  }
  const server = createServer((incoming, response) => {
    const served =
      incoming.url === controlPath
        ? control(site, use, incoming, response)
        : handle(site, incoming, response, connectionOf(incoming.socket), keep)
    served.catch((error: unknown) => breakDown(response, error))
  })
  // Longer than any client keeps an idle connection, so that none is closed under a request on its way.
  server.keepAliveTimeout = 120_000
  return server
}

/** Nobody's request but the operator's: it counts for no fault. */
async function control(
  site: Site,
  use: (wanted: Wanted) => Promise<void>,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { controlReply } = await import('./control.ts')
  const body = (await readBody(incoming)) ?? Buffer.alloc(0)
  await sendReply(
    response,
    await controlReply(incoming.method, body, { active: () => site.behaviour.active, use }),
  )
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

async function listen(server: Server, port: number): Promise<number> {
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
