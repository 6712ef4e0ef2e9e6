import { buffer } from 'node:stream/consumers'
import type { Mock } from '../../mock/server.ts'
import { autodialer } from '../mock/autodialer-client.ts'
import { sqs } from '../mock/sqs-client.ts'
import { type Endpoint, judge } from '../run/in-process.ts'
import { handOn, type Passed, serve, started } from '../run/servers.ts'

type Operation = 'create' | 'read' | 'list' | 'remove' | 'update'

/** A request as it arrived at the server. */
export interface Arrived {
  readonly operation: Operation | undefined
  /** The group that it names; empty where it names none. */
  readonly id: string
  readonly text: string
  readonly method: string
  readonly url: string
}

/** A group as a list shows it. */
export type Row = Record<string, unknown>

/** The sibling operations of an endpoint, and the groups of its store that are nobody's to touch. */
interface Side {
  readonly settings: Readonly<Record<string, string>>
  readonly idMember: string
  /** Of the owner that the run uses, or of the only one. */
  readonly neighbour: string
  readonly somebodys: readonly string[]
  read(asked: { readonly method: string; readonly url: string; readonly text: string }): {
    readonly operation: Operation | undefined
    readonly id: string
  }
  created(id: string): unknown
  list(rows: readonly Row[]): unknown
  rows(json: unknown): readonly Row[]
  /** Whether groups can be searched for by the mark, and read by no other operation. */
  readonly search: boolean
  /** All groups, as they are. */
  all(mock: Mock): Promise<readonly Row[]>
  rename(mock: Mock, id: string, name: string): Promise<unknown>
  add(mock: Mock, name: string): Promise<string>
  drop(mock: Mock, id: string): Promise<unknown>
}

const sqsSide: Side = {
  search: false,
  settings: { SQS_SECOND_GROUP_ID: '' },
  idMember: 'id',
  neighbour: 'Kq8vT2mZx41LpWc7RdYn',
  somebodys: ['Kq8vT2mZx41LpWc7RdYn', 'd0RkU7sJw92GhXe4PbQm', 'z7MvC1yLp35TiKo8ErWs'],
  read: ({ method, url }) => {
    const [, path = ''] = /^\/sqs\/api\/groups([^?]*)/.exec(url) ?? []
    const id = path.startsWith('/') ? decoded(path.slice(1)) : ''
    const single = { GET: 'read', DELETE: 'remove', PUT: 'update', PATCH: 'update' } as const
    const all = { GET: 'list', POST: 'create', DELETE: 'remove' } as const
    const known: Readonly<Record<string, Operation>> = path === '' ? all : single
    return { operation: known[method], id }
  },
  created: (id) => ({ id, ownerId: '967178860', name: 'whatever' }),
  list: (rows) => ({
    _embedded: { groups: rows },
    page: { size: rows.length, totalElements: rows.length, totalPages: 1, number: 0 },
  }),
  rows: (json) => at(json, '_embedded', 'groups'),
  all: async (mock) =>
    sqsSide.rows(JSON.parse((await sqs(mock, { method: 'GET', body: undefined }, '../groups')).text)),
  rename: (mock, id, name) => sqs(mock, { body: { id, ownerId: '967178860', name } }, id),
  add: async (mock, name) => {
    const { text } = await sqs(mock, { method: 'POST', body: { ownerId: '967178860', name } }, '../groups')
    return JSON.parse(text).id
  },
  drop: (mock, id) => sqs(mock, { method: 'DELETE', body: undefined }, id),
}

const autodialerSide: Side = {
  search: true,
  settings: {},
  idMember: '_id',
  neighbour: '5fe1b0a4c92de036d1390777',
  somebodys: ['5fe1b0a4c92de036d1390777', '60a4f3d1c92de036d1390aa1'],
  read: ({ url, text }) => {
    const operations: Readonly<Record<string, Operation>> = {
      add: 'create',
      search: 'list',
      remove: 'remove',
      update: 'update',
    }
    const operation = operations[/\/groups\/(\w+)/.exec(url)?.[1] ?? '']
    return { operation, id: /"_id"\s*:\s*"([^"]*)"/.exec(text)?.[1] ?? '' }
  },
  created: (_id) => ({ success: 1, message: '', data: { _id } }),
  list: (data) => ({
    success: 1,
    message: '',
    data: { pagination: { start: 0, count: data.length, sorting: {}, total: data.length }, data },
  }),
  rows: (json) => at(json, 'data', 'data'),
  all: async (mock) => autodialerSide.rows(JSON.parse((await autodialer(mock, { body: {} }, 'search')).text)),
  rename: (mock, _id, name) => autodialer(mock, { body: { _id, name, numbers: ['1'], description: '' } }),
  add: async (mock, name) => {
    const body = { name, numbers: ['1'], description: 'somebody’s' }
    return JSON.parse((await autodialer(mock, { body }, 'add')).text).data._id
  },
  drop: (mock, _id) => autodialer(mock, { body: { _id } }, 'remove'),
}

const sides: Readonly<Record<Endpoint, Side>> = { sqs: sqsSide, autodialer: autodialerSide }

/** Answers in place of the server, or changes what it answers; undefined where it answers as it does. */
export type Lie = (site: Site) => (
  asked: Arrived,
  /** Has the server behind it answer. */
  pass: () => Promise<Passed>,
) => Promise<Passed | undefined> | Passed | undefined

/** A server whose sibling operations lie. */
export interface Site {
  readonly side: Side
  readonly mock: Mock
  /** Somebody makes a group meanwhile. */
  addSomebodys(): Promise<string>
}

/** Checks that make, update, list and remove groups of one owner and of another, and look at those of others. */
const telling = [
  ...['update-status', 'stored', 'other-group-kept', 'update-creates-nothing', 'unknown-group-not-created'],
  ...['name-twice', 'text-accents', 'concurrent-answers', 'generated-valid', 'removal-keeps-updates'],
  ...['bystanders-kept', 'refusals-keep-bystanders', 'last-updates-stored'],
]

/** Judges a server that lies so; tells all that arrived there, and what came of the groups that are nobody's to touch. */
export async function judgeLiar(
  endpoint: Endpoint,
  lie: Lie,
  settings: Readonly<Record<string, string>> = {},
) {
  const mock = await started()
  const side = sides[endpoint]
  const before = groupsOf(mock)
  const somebodys = new Map(side.somebodys.map((id) => [id, before.get(id)]))
  const addSomebodys = async () => {
    const id = await side.add(mock, `somebody’s ${somebodys.size}`)
    somebodys.set(id, groupsOf(mock).get(id))
    return id
  }
  const arrived: Arrived[] = []
  const answers = lie({ side, mock, addSomebodys })
  const url = await serve(async (incoming, response) => {
    const body = await buffer(incoming)
    const { method = 'GET', url: path = '/' } = incoming
    const text = body.toString('utf8')
    const asked = { method, url: path, text, ...side.read({ method, url: path, text }) }
    arrived.push(asked)
    let passed: Promise<Passed> | undefined
    const pass = () => {
      passed ??= handOn(mock.url, asked, incoming.rawHeaders, body)
      return passed
    }
    const { status, headers, body: shown } = (await answers(asked, pass)) ?? (await pass())
    const kept = headers.filter(([name]) => !/^content-length$/i.test(name))
    response.writeHead(status, kept.flat()).end(shown)
  })
  const environment = { ...mock.environment, ...side.settings, ...settings }
  const ended = await judge(
    endpoint,
    { ...environment, [`${endpoint.toUpperCase()}_BASE_URL`]: url },
    { choose: (checks) => checks.filter(({ id }) => telling.includes(id)), settle: 60 },
  )
  const after = groupsOf(mock)
  return {
    ...ended,
    side,
    /** Updates and removals that named a group of somebody's. */
    touching: arrived.filter(
      ({ operation, id }) => (operation === 'update' || operation === 'remove') && somebodys.has(id),
    ),
    removals: arrived.filter(({ operation }) => operation === 'remove'),
    /** Groups of somebody's that are gone or otherwise. */
    harmed: [...somebodys]
      .filter(([id, was]) => JSON.stringify(after.get(id)) !== JSON.stringify(was))
      .map(([id]) => id),
    /** Groups that are there and were not, but somebody's. */
    left: [...after.keys()].filter((id) => !before.has(id) && !somebodys.has(id)),
  }
}

/** The groups of a store by id. */
function groupsOf(mock: Mock): Map<string, Row> {
  const stores: Record<string, Row[]> = JSON.parse(JSON.stringify(mock.snapshot()))
  return new Map(Object.values(stores).flatMap((rows) => rows.map((row) => [String(row.id), row] as const)))
}

export function json(value: unknown, status = 200): Passed {
  return { status, headers: [['Content-Type', 'application/json']], body: Buffer.from(JSON.stringify(value)) }
}

/** The same answer with another JSON in it. */
export function showing({ status }: Passed, value: unknown): Passed {
  return json(value, status)
}

export function jsonOf({ body }: Passed): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

function at(value: unknown, ...path: readonly string[]): readonly Row[] {
  const found = path.reduce<unknown>(
    (inner, name) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, name) : undefined),
    value,
  )
  return Array.isArray(found) ? found : []
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
