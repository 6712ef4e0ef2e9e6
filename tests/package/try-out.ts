import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RunRecord } from '../../helpers/record/record.ts'

export interface TriedOut {
  readonly code: number | null
  readonly verdict: string
  readonly endpoints: readonly string[]
}

/** Runs the installed command under a Node, with no settings; gives what it came to. */
export function tryOut(node: string, folder: string, environment: Record<string, string> = {}): TriedOut {
  const command = join('node_modules', '.bin', 'group-update-conformance')
  const { status, stderr } = spawnSync(node, [command, 'run'], {
    cwd: folder,
    env: environment,
    encoding: 'utf8',
  })
  if (status === 2 || status === null) throw new Error(stderr)
  const record: RunRecord = JSON.parse(readFileSync(join(folder, 'reports', 'conformance.json'), 'utf8'))
  return { code: status, verdict: record.verdict, endpoints: record.endpoints.map(({ name }) => name) }
}
