import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { groupBy } from '../helpers/group-by.ts'
import { defaultOptions } from '../helpers/settings/default-options.ts'
import type { RawRequest } from '../mock/exchange.ts'
import { type Figure, figure, median } from './figure.ts'
import type { Replayed } from './replay.ts'
import { runCommand } from './run-command.ts'
import { endpointOf, withWatchedMock } from './watched-mock.ts'

const turns = 7

/** The parts of a run on a server in another process, and the same requests sent by a client that does nothing else. */
export async function ownCost(): Promise<Figure[]> {
  const start: number[] = []
  const rest: number[] = []
  const bare: number[] = []
  for (let turn = 0; turn < turns; turn++) {
    const ran = await withWatchedMock({ keepRequests: true }, async ({ environment, requests }) => ({
      cost: await runCommand([], environment),
      requests,
    }))
    const { cost, requests } = ran.value
    start.push(ran.busy.from - cost.startedAt)
    rest.push(cost.endedAt - ran.busy.from)
    bare.push(await replay(requests))
  }
  const ratio = median(rest.map((each, at) => each / (bare[at] ?? 0)))
  return [
    figure('start, until the first request', median(start) / 1000, 's', 0.7),
    figure('from the first request to the end', median(rest) / 1000, 's'),
    figure('the same requests, bare', median(bare) / 1000, 's'),
    figure('suite ÷ bare, beyond the start', ratio, '×', 2),
  ]
}

/** Milliseconds from the first request to the last answer of a client in a process of its own. */
async function replay(requests: readonly RawRequest[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const file = join(folder, 'requests.json')
  writeFileSync(file, JSON.stringify([...groupBy(requests, endpointOf).values()].map(replayed)))
  const { busy } = await withWatchedMock({}, ({ url }) =>
    promisify(execFile)(process.execPath, [
      join(import.meta.dirname, 'replay.js'),
      file,
      url,
      String(defaultOptions.concurrency),
    ]),
  )
  rmSync(folder, { recursive: true })
  return busy.until - busy.from
}

/** Headers that the client writes itself: they tell of the connection and how the body is sent, not of the request. */
const ofTheConnection = ['host', 'connection', 'keep-alive', 'content-length', 'transfer-encoding', 'expect']

function replayed(requests: readonly RawRequest[]): Replayed[] {
  return requests.map(({ method, url, rawHeaders, body }) => ({
    method,
    path: url,
    headers: rawHeaders.filter(
      (_, at) => !ofTheConnection.includes(rawHeaders[at - (at % 2)]?.toLowerCase() ?? ''),
    ),
    body: body.toString('base64'),
  }))
}
