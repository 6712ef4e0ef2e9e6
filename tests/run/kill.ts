import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { bareEnvironment, bin } from './command.ts'

/** A folder that is gone when the test ends. */
export function folderForTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'group-update-conformance-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

/** Starts a run, with its reports in a folder, and kills it (SIGKILL) that many milliseconds later. */
export async function killedRun(
  reports: string,
  environment: Readonly<Record<string, string>>,
  milliseconds: number,
): Promise<void> {
  const child = spawn(process.execPath, [bin, 'run', '--reports', reports], {
    env: { ...bareEnvironment(), ...environment },
    cwd: reports,
    stdio: 'ignore',
  })
  const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds)
  await once(child, 'exit')
  clearTimeout(timer)
}

/** The texts of the journals that runs left in a reports folder. */
export function journalsIn(reports: string): string[] {
  const folder = join(reports, 'journal')
  try {
    return readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'))
  } catch {
    return []
  }
}
