import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import type { Mock } from '../../mock/server.ts'
import { handOn, type Passed, type Passing, serve } from '../run/servers.ts'

/** A request whole, as it came. */
interface Asked extends Passing {
  readonly headers: readonly string[]
  readonly body: Buffer
}

/** What a server remembers of the updates that it served. */
interface Past {
  /** The last accepted update of each group, by address and id. */
  readonly updates: Map<string, Asked>
  last?: Passed
}

/** What becomes of an update that chance picks. `ask` sends to the correct server behind. */
type Mistake = (asked: Asked, ask: (asked: Asked) => Promise<Passed>, past: Past) => Promise<Passed>

/** Mistakes that a race, a cache or one node among many makes with some updates only. */
export const mistakes: Readonly<Record<string, Mistake>> = {
  'is stored, and answered with 500': async (asked, ask) => ({ ...(await ask(asked)), status: 500 }),
  'is answered, and undone by the one before': async (asked, ask, { updates }) => {
    const before = updates.get(groupOf(asked))
    const answer = await ask(asked)
    if (before && isSuccess(answer)) await ask(before)
    return answer
  },
  'is answered as the one before was': async (asked, ask, { last }) => {
    const answer = await ask(asked)
    return last && isSuccess(answer) ? last : answer
  },
  'is stored with its name cut by a letter': (asked, ask) =>
    ask({
      ...asked,
      body: Buffer.from(asked.body.toString('latin1').replace(/("name":"[^"]+)[^"\\]"/, '$1"'), 'latin1'),
    }),
  'is answered with its media type missing': async (asked, ask) => {
    const answer = await ask(asked)
    return { ...answer, headers: answer.headers.filter(([name]) => !/^content-type$/i.test(name)) }
  },
}

/** Serves as the mock does, but for a share of its updates; gives the base URL. The same seed picks the same ones. */
export function byChance(mock: Mock, mistake: Mistake, share: number, seed: number): Promise<string> {
  const past: Past = { updates: new Map() }
  const ask = ({ headers, body, ...passing }: Asked) => handOn(mock.url, passing, headers, body)
  let updates = 0
  return serve(async (incoming, response) => {
    const body = await buffer(incoming)
    const { method = '', url = '', rawHeaders: headers } = incoming
    const asked = { method, url, headers, body }
    const isPicked = isUpdate(asked) && drawn(seed, ++updates) < share
    const answer = isPicked ? await mistake(asked, ask, past) : await ask(asked)
    if (isUpdate(asked) && isSuccess(answer)) {
      past.updates.set(groupOf(asked), asked)
      past.last = answer
    }
    response.writeHead(answer.status, answer.headers.flat()).end(answer.body)
  })
}

function isUpdate({ method, url }: Passing): boolean {
  return method === 'PUT' || url.endsWith('/groups/update')
}

function groupOf({ url, body }: Asked): string {
  return `${url} ${/"(?:_id|id)":"([^"]*)"/.exec(body.toString())?.[1]}`
}

function isSuccess({ status, body }: Passed): boolean {
  return status === 200 && !/"success":\s*(0|false)/.test(body.toString())
}

/** A number from 0 to 1 that only the seed and the turn decide. */
function drawn(seed: number, turn: number): number {
  return createHash('sha256').update(`${seed} ${turn}`).digest().readUInt32BE() / 2 ** 32
}
