import type { Command } from 'commander'
import { UsageError } from '../usage-error.ts'

/**
 * npm takes the options before `--` for its own, and hands them to a script as variables: `npm run conformance --list`
 * would run every check. Throws UsageError where that happened to an option of this command, which has read nothing yet:
 * the value that npm left behind would be one argument too many.
 */
export function assertNotSwallowed(command: Command): void {
  const { npm_lifecycle_event: script } = process.env
  if (script === undefined) return
  const swallowed = command.options.find(
    ({ long }) => long !== undefined && process.env[npmVariable(long)] !== undefined,
  )?.long
  if (swallowed === undefined) return
  throw new UsageError(
    `npm took ${swallowed} for an option of its own; put -- before the options: npm run ${script} -- ${swallowed}`,
  )
}

/** `--fail-on` becomes `npm_config_fail_on`. */
function npmVariable(long: string): string {
  return `npm_config_${long.slice(2).replaceAll('-', '_')}`
}
