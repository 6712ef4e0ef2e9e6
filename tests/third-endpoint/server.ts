import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { type Decisions, honest, type Team } from './decisions.ts'

interface Answer {
  readonly status: number
  readonly body?: object
}

/** The tokens of the one account that may change teams, and of the one that may look. */
export const tokens = { editor: 'Rota-Editor-Token-9f3K', reader: 'Rota-Reader-Token-2b7Q' }

/** Serves the made-up endpoint, honestly but for the given lie. */
export async function startRota(lie: Partial<Decisions> = {}) {
  const decisions = { ...honest, ...lie }
  const teams = new Map<string, Team>()
  found(teams, { title: 'Early birds', about: 'From six to two' })
  const server = createServer((request, response) => {
    answerTo(request, teams, decisions).then(
      ({ status, body }) => {
        response.writeHead(status, body && { 'content-type': 'application/json' })
        response.end(body && JSON.stringify(body))
      },
      // The caller broke off in the middle of the body.
      () => response.destroy(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    titles: () => [...teams.values()].map(({ title }) => title),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answerTo(
  request: IncomingMessage,
  teams: Map<string, Team>,
  decisions: Decisions,
): Promise<Answer> {
  const sent = await buffer(request)
  const token = String(request.headers['x-rota-token'] ?? '')
  const editor = decisions.isToken(token, tokens.editor)
  if (!editor && token !== tokens.reader) return problem(401, 'no such token')
  const [, inside] = /^\/rota\/v2\/teams(?:\/(.*))?$/.exec(request.url ?? '') ?? []
  const team = inside === undefined ? undefined : decisions.find(teams, decoded(inside))
  if (request.method === 'GET' && inside === undefined)
    return { status: 200, body: { found: { all: teams.size, teams: [...teams.values()] } } }
  if (request.method === 'GET' && team) return { status: 200, body: { team } }
  if (!editor && !decisions.readerMay(request.method)) return problem(403, 'this token may only look')
  if (request.method === 'POST' && inside === undefined)
    return { status: 201, body: { team: found(teams, JSON.parse(sent.toString())) } }
  if (!team) return problem(decisions.unknown, 'no such team')
  if (request.method === 'DELETE') {
    teams.delete(team.key)
    return { status: 204 }
  }
  if (request.method === 'PATCH') return change(team, request, sent, teams, decisions)
  return problem(405, 'nobody knows how')
}

function change(
  team: Team,
  request: IncomingMessage,
  sent: Buffer,
  teams: Map<string, Team>,
  decisions: Decisions,
): Answer {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') return problem(415, 'JSON is all that is read here')
  const body = read(sent)
  if (body === undefined) return problem(decisions.unreadable, 'this is no JSON object')
  const { key = team.key, title = decisions.untitled(team), about = decisions.unsaid(team) } = body
  // Which team is meant is said by the address alone.
  if (typeof key !== 'string') return problem(422, 'key is no text')
  if (typeof title !== 'string' || title === '') return problem(422, 'title is missing or no text')
  if (typeof about !== 'string') return problem(422, 'about is no text')
  if ([...teams.values()].some((other) => other !== team && decisions.clash(other.title, title)))
    return problem(409, 'another team has that title')
  const changed = { ...team, title: decisions.kept(title), about, changed: today() }
  decisions.store(teams, changed)
  return { status: 200, body: { team: changed } }
}

function found(teams: Map<string, Team>, { title, about = '' }: { title: string; about?: string }): Team {
  const team = { key: `Tm${randomBytes(6).toString('base64url')}_`, title, about, changed: today() }
  teams.set(team.key, team)
  return team
}

/** The members of a JSON object in UTF-8; undefined for anything else. */
function read(body: Buffer): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}

function decoded(key: string): string {
  try {
    return decodeURIComponent(key)
  } catch {
    return ''
  }
}

function today(): string {
  const [year, month, day] = new Date().toISOString().slice(0, 10).split('-')
  return `${day}.${month}.${year}`
}

function problem(status: number, text: string): Answer {
  return { status, body: { problem: text } }
}
