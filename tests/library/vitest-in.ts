import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { packageRoot } from '../../helpers/package-root.ts'

export interface Ran {
  readonly title: string
  readonly status: string
  readonly failureMessages: readonly string[]
}

/** Runs the tests of a folder under a Vitest of their own; gives what each came to. */
export async function vitestIn(folder: string): Promise<readonly Ran[]> {
  const command = join(packageRoot, 'node_modules', 'vitest', 'vitest.mjs')
  const config = join(packageRoot, 'tests', 'library', 'inner.config.ts')
  const args = [command, 'run', '--root', join(packageRoot, folder), '--config', config, '--reporter', 'json']
  const { stdout, stderr } = await new Promise<{ stdout: string; stderr: string }>((resolve) => {
    const options = {
      cwd: join(packageRoot, folder),
      env: { PATH: process.env.PATH },
      maxBuffer: 64 * 1024 * 1024,
    }
    // It ends with 1 where a test fails, which is for the caller to judge.
    execFile(process.execPath, args, options, (_error, out, err) => resolve({ stdout: out, stderr: err }))
  })
  const start = stdout.indexOf('{"numTotalTestSuites"')
  if (start < 0) throw new Error(`Vitest gave no report:\n${stderr}${stdout}`)
  const report: { testResults: { assertionResults: Ran[] }[] } = JSON.parse(stdout.slice(start))
  return report.testResults.flatMap(({ assertionResults }) => assertionResults)
}
