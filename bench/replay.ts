import { readFileSync } from 'node:fs'
import { Agent, type Dispatcher } from 'undici'

/** A request to send again, as it was received. */
export interface Replayed {
  readonly method: Dispatcher.HttpMethod
  readonly path: string
  readonly headers: readonly string[]
  /** In base64. */
  readonly body: string
}

/**
 * A process of its own that sends requests and reads their answers, and does nothing else: what a client costs at least.
 * Arguments: a file of lists of requests, one list for each endpoint; the address; how many at once for each list.
 */
const [file = '', url = '', concurrency = ''] = process.argv.slice(2)
const lists: readonly (readonly Replayed[])[] = JSON.parse(readFileSync(file, 'utf8'))
await Promise.all(lists.map((list) => sendAll(list, Number(concurrency))))

async function sendAll(requests: readonly Replayed[], atOnce: number): Promise<void> {
  const agent = new Agent({ connections: atOnce, pipelining: 1 })
  const waiting = requests.values()
  const lane = async () => {
    for (const { method, path, headers, body } of waiting) {
      const sent = { origin: url, method, path, headers: [...headers], body: Buffer.from(body, 'base64') }
      await (await agent.request(sent)).body.arrayBuffer()
    }
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
  await agent.close()
}
