import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { packageRoot } from '../../helpers/package-root.ts'

export interface Ran {
  readonly title: string
  readonly status: string
  readonly failureMessages: readonly string[]
}

/** Runs the tests of a folder under a Vitest of their own; gives what each came to. */
export async function vitestIn(
  folder: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<readonly Ran[]> {
  const config = join(packageRoot, 'tests', 'library', 'inner.config.ts')
  const args = ['--root', join(packageRoot, folder), '--config', config, '--reporter', 'json']
  const output = await vitestOutput(folder, args, environment)
  const start = output.indexOf('{"numTotalTestSuites"')
  if (start < 0) throw new Error(`Vitest gave no report:\n${output}`)
  const report: { testResults: { assertionResults: Ran[] }[] } = JSON.parse(output.slice(start))
  return report.testResults.flatMap(({ assertionResults }) => assertionResults)
}

/** What a Vitest of its own prints; its standard error first. */
export function vitestOutput(
  folder: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const command = join(packageRoot, 'node_modules', 'vitest', 'vitest.mjs')
  const options = {
    cwd: join(packageRoot, folder),
    env: { PATH: process.env.PATH, NO_COLOR: '1', ...environment },
    maxBuffer: 64 * 1024 * 1024,
  }
  // It ends with 1 where a test fails, which is for the caller to judge.
  return new Promise((resolve) => {
    execFile(process.execPath, [command, 'run', ...args], options, (_error, out, err) => resolve(err + out))
  })
}
