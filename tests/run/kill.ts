import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { checksFor } from '../../helpers/checks/check.ts'
import { loadContract } from '../../helpers/contract/contract.ts'
import { journalFolder } from '../../helpers/session/kept-journals.ts'
import { Session } from '../../helpers/session/session.ts'
import { endpointSettings } from '../../helpers/settings/read-endpoint-settings.ts'
import { Target } from '../../helpers/target/target.ts'
import { behaviours } from '../../suites/behaviours.ts'
import { bareEnvironment, bin } from './command.ts'
import { type Endpoint, limits } from './in-process.ts'

/** A folder that is gone when the test ends. */
export function folderForTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'group-update-conformance-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

/** Starts a run, with its reports in a folder, and kills it (SIGKILL) that many milliseconds later; false where it had ended by then. */
export async function killedRun(
  reports: string,
  environment: Readonly<Record<string, string>>,
  milliseconds: number,
): Promise<boolean> {
  const child = spawn(process.execPath, [bin, 'run', '--reports', reports], {
    env: { ...bareEnvironment(), ...environment },
    cwd: reports,
    stdio: 'ignore',
  })
  const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds)
  const [, signal] = await once(child, 'exit')
  clearTimeout(timer)
  return signal === 'SIGKILL'
}

/**
 * What a run leaves that is killed once its groups are made or saved, and some are rewritten: a session that nobody
 * closes. Much faster than a process that is killed until the moment is right.
 */
export async function abandonedRun(
  reports: string,
  endpoint: Endpoint,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  const contract = loadContract(endpoint)
  const settings = endpointSettings(contract, environment, 'live', [])
  const target = new Target(contract, settings, { limits })
  const checks = checksFor(contract, behaviours).slice(0, 20)
  const session = await Session.open(target, checks, { concurrency: 8, journals: journalFolder(reports) })
  const options = { gate: 'MUST', generation: { seed: 1, cases: 1 } } as const
  await Promise.all(checks.map((check) => session.run(check, options)))
  await target.client.close()
  // The journal names this process, which goes on: one that ended is named in its place.
  for (const file of readdirSync(journalFolder(reports))) {
    const path = join(journalFolder(reports), file)
    writeFileSync(path, readFileSync(path, 'utf8').replace(`"id":${process.pid}}`, `"id":${2 ** 22}}`))
  }
}

/** The texts of the journals that runs left in a reports folder. */
export function journalsIn(reports: string): string[] {
  const folder = join(reports, 'journal')
  try {
    const journals = readdirSync(folder).filter((file) => file.endsWith('.jsonl'))
    return journals.map((file) => readFileSync(join(folder, file), 'utf8'))
  } catch {
    return []
  }
}
