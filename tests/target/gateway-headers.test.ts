import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { extraHeadersOf } from '../../helpers/settings/extra-headers.ts'
import type { EndpointSettings } from '../../helpers/target/endpoint-settings.ts'
import { GatewayHeaders } from '../../helpers/target/gateway-headers.ts'
import { folderForTest } from '../run/kill.ts'

/** A command that tells what stands in a file as it starts, once another file is there. */
function slowCommand() {
  const folder = folderForTest()
  const file = join(folder, 'gate')
  const started = join(folder, 'started')
  const goOn = join(folder, 'go-on')
  const script = join(folder, 'tell.cjs')
  writeFileSync(
    script,
    `const { existsSync, readFileSync, writeFileSync } = require('fs')
     const text = readFileSync(${JSON.stringify(file)}, 'utf8')
     writeFileSync(${JSON.stringify(started)}, '')
     setInterval(() => {
       if (!existsSync(${JSON.stringify(goOn)})) return
       console.log(text)
       process.exit()
     }, 5)`,
  )
  return { file, started, goOn, command: `"${process.execPath}" "${script}"` }
}

test('a command that began before a token expired is run again for who was refused with that', async () => {
  const { file, started, goOn, command } = slowCommand()
  const settings: EndpointSettings = {
    endpoint: 'sqs',
    kind: 'live',
    baseUrl: 'http://127.0.0.1:9',
    auth: 'basic',
    contractSettings: {},
    extraHeaders: extraHeadersOf('SQS_EXTRA_HEADERS', 'X-Gate: token-1', 'SQS_EXTRA_HEADERS_COMMAND'),
    extraHeadersCommand: command,
  }
  const headers = new GatewayHeaders(settings, 10)
  writeFileSync(file, 'X-Gate: token-1')
  const early = headers.renew(0)
  await vi.waitUntil(() => existsSync(started), { timeout: 5_000 })
  writeFileSync(file, 'X-Gate: token-2')
  const late = headers.renew(0)
  writeFileSync(goOn, '')
  expect(await early).toEqual([])
  expect((await late).map(({ value }) => value)).toContain('token-2')
  expect([headers.renewals, headers.problem]).toEqual([1, undefined])
})
