import { createRequire } from 'node:module'
import { UsageError } from '../usage-error.ts'

type Vitest = typeof import('vitest')

/** The major version whose interface is used here. */
const major = '4'

/** Vitest marks its own processes. Nobody else needs it, and whoever does not use it need not have it. */
const loaded: Vitest | undefined =
  process.env.VITEST === undefined ? undefined : await import('vitest').catch(() => undefined)

/** The Vitest that this runs in. Throws UsageError where there is none, or one of another major version. */
export function runningVitest(): Vitest {
  const version = installedVersion()
  if (loaded && version?.split('.', 1)[0] === major) return loaded
  const found = version === undefined ? 'it is not installed' : `version ${version} is installed`
  throw new UsageError(
    `describeConformance needs Vitest ${major} and a test file that it runs, and ${found}; expected npm install --save-dev vitest@${major}, then npx vitest run`,
  )
}

function installedVersion(): string | undefined {
  try {
    const { version }: { version: string } = createRequire(import.meta.url)('vitest/package.json')
    return version
  } catch {
    return undefined
  }
}
