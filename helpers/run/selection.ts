import picomatch from 'picomatch'
import type { Check } from '../checks/check.ts'
import type { Shard } from '../report/record.ts'
import { UsageError } from '../usage-error.ts'

/** Which checks to run: globs over check and requirement ids, and a part of what they select. */
export interface Selection {
  readonly only: readonly string[]
  readonly skip: readonly string[]
  readonly shard?: Shard
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

/** What patterns are held against. */
type Named = Pick<Check, 'id'> & { readonly requirements: readonly string[] }

/** The checks that are selected, in their order. */
export function select<Each extends Named>(selection: Selection, checks: readonly Each[]): Each[] {
  const selected = matching(selection, checks)
  const { index, of } = selection.shard ?? { index: 1, of: 1 }
  // Neighbours stay together: checks of one table share requests.
  const end = (part: number) => Math.round((part * selected.length) / of)
  return selected.slice(end(index - 1), end(index))
}

/** The checks that the patterns leave out, whichever shard they would be of. */
export function leftOut(selection: Selection, checks: readonly Check[]): Check[] {
  const selected = matching(selection, checks)
  return checks.filter((check) => !selected.includes(check))
}

function matching<Each extends Named>({ only, skip }: Selection, checks: readonly Each[]): Each[] {
  return checks.filter(
    (check) =>
      (only.length === 0 || only.some((pattern) => matches(pattern, check))) &&
      !skip.some((pattern) => matches(pattern, check)),
  )
}

function matches(pattern: string, { id, requirements }: Named): boolean {
  const matcher = picomatch(pattern)
  return matcher(id) || requirements.some((requirement) => matcher(requirement))
}
