import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packageRoot } from '../helpers/package-root.ts'

/** What a run of the command took, as a whole process. Times are those of this process, in milliseconds. */
export interface ProcessCost {
  readonly startedAt: number
  readonly endedAt: number
  readonly milliseconds: number
  /** The most memory it held; undefined where the system does not tell it as Linux does. */
  readonly megabytes: number | undefined
}

/** Runs the command with settings of its own. Throws where it does not find its target conformant. */
export async function runCommand(
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<ProcessCost> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const bin = join(packageRoot, 'bin', 'group-update-conformance.js')
  const startedAt = performance.now()
  const child = spawn(process.execPath, [bin, 'run', '--reports', join(folder, 'reports'), ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  let megabytes: number | undefined
  const watch = setInterval(() => {
    megabytes = peakOf(child.pid) ?? megabytes
  }, 20)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', resolve)
  })
  const endedAt = performance.now()
  clearInterval(watch)
  rmSync(folder, { recursive: true })
  if (code !== 0) throw new Error(`a run (${args.join(' ') || 'default'}) ended with ${code}; expected 0`)
  return { startedAt, endedAt, milliseconds: endedAt - startedAt, megabytes }
}

function peakOf(pid: number | undefined): number | undefined {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1000
  } catch {
    return undefined
  }
}
