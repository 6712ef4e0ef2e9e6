import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from './free-port.js'

// PowerDNS on SQLite, from Debian: pdns-server, pdns-backend-sqlite3 and sqlite3. Two zones, and a key for its API.
const folder = mkdtempSync(join(tmpdir(), 'powerdns-'))
const database = join(folder, 'zones.sqlite3')
const schema = readFileSync('/usr/share/pdns-backend-sqlite3/schema/schema.sqlite3.sql')
execFileSync('sqlite3', [database], { input: schema })

const [port, dns] = [await freePort(), await freePort()]
const key = 'Field-Key-7hQ2mX9cVb4T'
const options = {
  'config-dir': folder,
  'socket-dir': folder,
  daemon: 'no',
  guardian: 'no',
  launch: 'gsqlite3',
  'gsqlite3-database': database,
  'local-address': '127.0.0.1',
  'local-port': dns,
  webserver: 'yes',
  'webserver-address': '127.0.0.1',
  'webserver-port': port,
  'webserver-loglevel': 'none',
  api: 'yes',
  'api-key': key,
  'security-poll-suffix': '',
}
const flags = Object.entries(options).map(([name, value]) => `--${name}=${value}`)
const server = spawn('pdns_server', flags, { stdio: 'ignore' })
process.once('exit', () => {
  server.kill()
  rmSync(folder, { recursive: true, force: true })
})
process.once('SIGTERM', () => process.exit())

const url = `http://127.0.0.1:${port}`
const zones = ['conformance-first.example.', 'conformance-second.example.']
for (const name of zones) await create({ name, kind: 'Native', nameservers: [] })
const [GROUP_ID, SECOND_GROUP_ID] = zones
process.stdout.write(`${JSON.stringify({ BASE_URL: url, API_KEY: key, GROUP_ID, SECOND_GROUP_ID })}\n`)

/** Tried until the server listens. */
async function create(zone) {
  for (let tries = 0; tries < 100; tries++) {
    const made = await fetch(`${url}/api/v1/servers/localhost/zones`, {
      method: 'POST',
      headers: { 'X-API-Key': key, 'content-type': 'application/json' },
      body: JSON.stringify(zone),
    }).catch(() => undefined)
    if (made?.status === 201) return
    if (made) throw new Error(`the zone ${zone.name} was answered with ${made.status}: ${await made.text()}`)
    await sleep(100)
  }
  throw new Error('PowerDNS does not listen')
}
