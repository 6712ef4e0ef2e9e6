import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from './free-port.js'

const versions = '/usr/lib/postgresql'

/** The programs of the newest PostgreSQL of Debian's; undefined where there is none. */
function postgresPrograms() {
  const found = existsSync(versions) ? readdirSync(versions).sort((a, b) => Number(b) - Number(a)) : []
  return found.map((version) => join(versions, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')))
}

/** PostgreSQL refuses to run as root: it is nobody then. */
const nobody = 65_534
const as = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}

/** Starts a server for the user `directus`, who needs no password, below a folder; gives its port and the process. */
export async function startPostgres(folder) {
  const bin = postgresPrograms()
  const data = join(folder, 'data')
  mkdirSync(data, { mode: 0o700 })
  if (as.uid !== undefined) chownSync(data, as.uid, as.gid)
  const port = await freePort()
  const how = { ...as, cwd: data, stdio: 'ignore' }
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'directus', '-E', 'UTF8', '--auth=trust'], how)
  const flags = ['-h', '127.0.0.1', '-p', String(port), '-k', data, '-c', 'fsync=off']
  const server = spawn(join(bin, 'postgres'), ['-D', data, ...flags], how)
  for (let tries = 0; tries < 100; tries++) {
    const ready = ['-h', '127.0.0.1', '-p', String(port)]
    try {
      execFileSync(join(bin, 'pg_isready'), ready, { stdio: 'ignore' })
      return { port, server }
    } catch {
      await sleep(100)
    }
  }
  throw new Error('PostgreSQL does not listen')
}
