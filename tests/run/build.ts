import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { packageRoot } from '../../helpers/package-root.ts'

/** Compiles the package before the first test: the command line runs compiled code. Types are checked elsewhere. */
export default function build(): void {
  const compiler = join(packageRoot, 'node_modules', 'typescript', 'bin', 'tsc')
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [compiler, '-p', 'tsconfig.build.json', '--noCheck'],
    {
      cwd: packageRoot,
      encoding: 'utf8',
    },
  )
  if (status !== 0) throw new Error(`the package does not compile:\n${stdout}${stderr}`)
}
