import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { packageRoot } from '../../helpers/package-root.ts'
import { UsageError } from '../../helpers/usage-error.ts'
import { leftToFillIn } from './fill-in.ts'
import { assertPossible } from './wanted-check.ts'
import { writeCheck } from './write-check.ts'

const usage = 'npm run new-check -- ENDPOINT BEHAVIOUR CHECK-ID REQUIREMENT-ID'

try {
  newCheck(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  console.error(error.message)
  process.exitCode = 2
}

function newCheck(given: readonly string[]): void {
  const [endpoint, behaviour, check, requirement] = given
  if (!endpoint || !behaviour || !check || !requirement || given.length > 4)
    throw new UsageError(`${given.length} ids are given; expected ${usage}`)
  const wanted = { endpoint, behaviour, check, requirement }
  assertPossible(wanted)
  format(writeCheck(packageRoot, wanted))
  console.log(`Left to fill in:\n${leftToFillIn(packageRoot).join('\n')}`)
}

function format(files: readonly string[]): void {
  const biome = join(packageRoot, 'node_modules', '@biomejs', 'biome', 'bin', 'biome')
  execFileSync(process.execPath, [biome, 'check', '--write', ...files], { cwd: packageRoot })
}
