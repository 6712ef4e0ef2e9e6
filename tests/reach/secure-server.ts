import { createServer, type ServerOptions } from 'node:https'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import { handOn } from '../run/servers.ts'

/** Serves over TLS what another server answers, until the test ends; gives the base URL. */
export async function serveSecurely(origin: string, options: ServerOptions): Promise<string> {
  const server = createServer(options, async (incoming, response) => {
    const { method = 'GET', url = '/', rawHeaders } = incoming
    const answer = await handOn(origin, { method, url }, rawHeaders, await buffer(incoming))
    response.writeHead(answer.status, answer.headers.flat()).end(answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`
}
