import { execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from './free-port.js'

// Icinga 2, from Debian: icinga2-bin. Two hosts, an account that may change them, and one that may look.
const folder = mkdtempSync(join(tmpdir(), 'icinga2-'))
const [data, cache, run, log, certs] = ['data', 'cache', 'run', 'log', 'data/certs'].map((name) =>
  join(folder, name),
)
for (const each of [data, cache, run, log, certs]) mkdirSync(each, { recursive: true })
const port = await freePort()
const password = 'Field:Password7Xy'
const looker = 'Look0nly-please'

const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
const [keyFile, certificate] = [join(certs, 'localhost.key'), join(certs, 'localhost.crt')]
execFileSync(
  'openssl',
  [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    ...subject,
    '-keyout',
    keyFile,
    '-out',
    certificate,
  ],
  { stdio: 'ignore' },
)
cpSync(certificate, join(certs, 'ca.crt'))

const config = join(folder, 'icinga2.conf')
writeFileSync(
  config,
  `include <itl>
object CheckerComponent "checker" {}
object Endpoint "localhost" {}
object Zone "localhost" { endpoints = [ "localhost" ] }
object ApiListener "api" { bind_host = "127.0.0.1", bind_port = ${port} }
object ApiUser "conformance" { password = "${password}", permissions = [ "objects/*" ] }
object ApiUser "onlooker" { password = "${looker}", permissions = [ "objects/query/*" ] }
template Host "plain" { check_command = "dummy", enable_active_checks = false }
object Host "conformance-first" { import "plain", display_name = "first", notes = "" }
object Host "conformance-second" { import "plain", display_name = "second", notes = "" }
`,
)
const constants = {
  ConfigDir: folder,
  DataDir: data,
  CacheDir: cache,
  InitRunDir: run,
  LogDir: log,
  RunAsUser: 'root',
  RunAsGroup: 'root',
  NodeName: 'localhost',
}
const defined = Object.entries(constants).flatMap(([name, value]) => ['-D', `${name}=${value}`])
const server = spawn('icinga2', ['daemon', '-c', config, ...defined], {
  stdio: 'ignore',
})
process.once('exit', () => {
  server.kill()
  rmSync(folder, { recursive: true, force: true })
})
process.once('SIGTERM', () => process.exit())
await listening()
process.stdout.write(
  `${JSON.stringify({
    BASE_URL: `https://localhost:${port}`,
    USERNAME: 'conformance',
    PASSWORD: password,
    UNPRIVILEGED_USERNAME: 'onlooker',
    UNPRIVILEGED_PASSWORD: looker,
    GROUP_ID: 'conformance-first',
    SECOND_GROUP_ID: 'conformance-second',
    CONFORMANCE_INSECURE_TLS: '1',
  })}\n`,
)

async function listening() {
  const agent = new Agent({ rejectUnauthorized: false })
  for (let tries = 0; tries < 200; tries++) {
    const status = await new Promise((resolve) => {
      request({ host: '127.0.0.1', port, path: '/v1', agent }, (answer) =>
        resolve(answer.resume().statusCode),
      )
        .once('error', () => resolve(undefined))
        .end()
    })
    if (status !== undefined) return
    await sleep(100)
  }
  throw new Error('Icinga 2 does not listen')
}
