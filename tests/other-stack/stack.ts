import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { autodialerAccounts, autodialerGroups, sqsAccounts, sqsGroups } from '../../mock/seed.ts'

/** A program that a stock machine may lack. */
export interface Program {
  readonly program: string
  /** Arguments that make the program end well where everything that is needed is installed. */
  readonly probe: readonly string[]
  /** What installs it on a stock Debian. */
  readonly install: string
}

/** An implementation of an endpoint in another language, started as a program of its own. */
export interface Stack extends Program {
  readonly endpoint: 'autodialer' | 'sqs'
  readonly arguments: readonly string[]
  /** The accounts and groups to start from. */
  readonly seed: unknown
}

/** PHP's built-in server closes every connection after one answer. */
export const php: Stack = {
  endpoint: 'sqs',
  program: 'php',
  arguments: ['-S', '127.0.0.1:0', fileURLToPath(new URL('sqs.php', import.meta.url))],
  probe: ['-r', 'exit(PHP_VERSION_ID >= 80100 && class_exists("DOMDocument") ? 0 : 1);'],
  install: 'apt-get install -y php-cli php-xml',
  seed: { accounts: sqsAccounts, groups: [...sqsGroups.northwind, ...sqsGroups.southwind] },
}

/** Python's standard library has a server that keeps connections alive. */
export const python: Stack = {
  endpoint: 'autodialer',
  program: 'python3',
  arguments: [fileURLToPath(new URL('autodialer.py', import.meta.url))],
  probe: ['-c', 'import sys; sys.exit(sys.version_info < (3, 9))'],
  install: 'apt-get install -y python3',
  seed: { accounts: autodialerAccounts, groups: autodialerGroups },
}

/** Where the program is missing the test is skipped and says so; the build installs it, and there it is an error. */
export function orSkip({ program, probe, install }: Program, skip: (note: string) => never): void {
  if (spawnSync(program, probe, { stdio: 'ignore' }).status === 0) return
  const missing = `not run: ${program} is missing or incomplete; this installs it: ${install}`
  if (process.env.CI) throw new Error(missing)
  // The reporter shows no note of a skipped test; what is printed comes out under the test's name.
  console.warn(missing)
  skip(missing)
}

/** A started implementation. */
export interface Running {
  readonly url: string
  /** The groups that it holds now. */
  readonly groups: () => Promise<unknown>
  readonly stop: () => Promise<void>
}

/** Starts an implementation on a free port, with its state in a folder of its own. */
export async function start(stack: Stack, environment: Readonly<Record<string, string>>): Promise<Running> {
  const folder = await mkdtemp(join(tmpdir(), 'other-stack-'))
  const state = join(folder, 'state.json')
  await writeFile(state, JSON.stringify(stack.seed))
  const child = spawn(stack.program, stack.arguments, {
    // A process group of its own, so that PHP's workers end with it.
    detached: true,
    env: { ...process.env, ...environment, STATE: state },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const end = () => endGroup(child)
  process.once('exit', end)
  const stop = async () => {
    end()
    await ended
    process.off('exit', end)
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const url = await announced(child)
    return { url, groups: async () => groupsIn(await readFile(state, 'utf8')), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function groupsIn(state: string): unknown {
  return (JSON.parse(state) as { groups: unknown }).groups
}

function endGroup({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, 'SIGKILL')
}

/** Both programs listen before they print their address. What they print later is read and dropped. */
function announced(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = ''
    const read = (chunk: Buffer) => {
      printed += chunk.toString()
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0]
      if (url) resolve(url)
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`${child.spawnfile} ended with ${code}: ${printed}`)))
  })
}
