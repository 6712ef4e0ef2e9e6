import picomatch from 'picomatch'
import type { Check } from '../checks/check.ts'
import { UsageError } from './usage-error.ts'

/** Which checks to run: globs over check and requirement ids. */
export interface Selection {
  readonly only: readonly string[]
  readonly skip: readonly string[]
}

/** Throws UsageError for a pattern that matches none of the checks. */
export function assertPatternsMatch({ only, skip }: Selection, checks: readonly Check[]): void {
  for (const [option, patterns] of [
    ['--only', only],
    ['--skip', skip],
  ] as const) {
    for (const pattern of patterns) {
      if (!checks.some((check) => matches(pattern, check))) {
        throw new UsageError(`${option} ${pattern} matches no check or requirement; see --list for their ids`)
      }
    }
  }
}

/** The checks that are selected, in their order. */
export function select({ only, skip }: Selection, checks: readonly Check[]): Check[] {
  return checks.filter(
    (check) =>
      (only.length === 0 || only.some((pattern) => matches(pattern, check))) &&
      !skip.some((pattern) => matches(pattern, check)),
  )
}

function matches(pattern: string, { id, requirements }: Check): boolean {
  const matcher = picomatch(pattern)
  return matcher(id) || requirements.some((requirement) => matcher(requirement))
}
