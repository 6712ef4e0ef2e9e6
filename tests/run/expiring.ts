import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { folderForTest } from './kill.ts'
import { handOn, only, serve, started } from './servers.ts'

/** A correct server behind a gateway whose tokens last for some requests; a new one stands in a file before it asks. */
export async function behindGateway({
  renews,
  lifetime = 60,
}: {
  readonly renews: boolean
  /** Requests that a token is good for. */
  readonly lifetime?: number
}) {
  const mock = await started()
  const folder = folderForTest()
  const file = join(folder, 'gate')
  const seen = { tokens: 0, left: 0 }
  const renew = () => {
    seen.tokens++
    seen.left = lifetime
    writeFileSync(file, `X-Gate: token-number-${seen.tokens}\n`)
  }
  renew()
  const url = await serve(async (incoming, response) => {
    const { method = 'GET', url: path = '/', rawHeaders, headers } = incoming
    const body = await buffer(incoming)
    const isCurrent = headers['x-gate'] === `token-number-${seen.tokens}`
    if (!isCurrent || seen.left === 0) {
      if (isCurrent && renews) renew()
      return void response.writeHead(401, { 'Content-Type': 'application/json' }).end('{"error":"expired"}')
    }
    seen.left--
    const {
      status,
      headers: came,
      body: text,
    } = await handOn(mock.url, { method, url: path }, rawHeaders, body)
    response.writeHead(status, came.flat()).end(text)
  })
  const settings: Record<string, string> = { ...only('sqs', mock.environment), SQS_BASE_URL: url }
  return { mock, folder, file, settings, seen, renew }
}
