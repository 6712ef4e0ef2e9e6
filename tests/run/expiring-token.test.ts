import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { expect } from 'vitest'
import { test } from './command.ts'
import { folderForTest } from './kill.ts'
import { handOn, only, serve, started } from './servers.ts'

/** Requests that a token is good for. */
const lifetime = 60

test('a token of a gateway that expires is read again from its file', async ({ commandInProcess }) => {
  const { settings, seen } = await behindGateway({ renews: true })
  const ran = await commandInProcess(['run', 'sqs'], { environment: settings })
  expect(ran).toMatchObject({ code: 0, stderr: '' })
  expect(ran.record.verdict).toBe('conformant')
  expect(seen.tokens).toBeGreaterThan(5)
  for (const text of [ran.stdout, ...ran.files.map((name) => ran.file(name) ?? '')])
    expect(text).not.toMatch(/token-number-\d/)
})

test('one that nobody renews is inconclusive, and names the setting', async ({ command }) => {
  const { settings } = await behindGateway({ renews: false })
  const ran = await command(['run', 'sqs'], { environment: settings })
  expect(ran.code).toBe(3)
  expect(ran.record.verdict).toBe('inconclusive')
  expect(ran.stdout).not.toMatch(/^FAIL /m)
  expect(ran.stdout).toMatch(/answers 401 at the end\): .* let SQS_EXTRA_HEADERS_FILE name a file/)
})

/** A correct server behind a gateway whose tokens last for some requests; a new one stands in the file before it asks. */
async function behindGateway({ renews }: { readonly renews: boolean }) {
  const mock = await started()
  const file = join(folderForTest(), 'gate')
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
  const settings = { ...only('sqs', mock.environment), SQS_BASE_URL: url, SQS_EXTRA_HEADERS_FILE: file }
  return { settings, seen }
}
