import picomatch from 'picomatch'
import type { Check } from '../checks/check.ts'
import { nearest } from '../nearest.ts'
import { UsageError } from '../usage-error.ts'

/** One part of a run that was shared out. */
export interface Shard {
  /** From 1. */
  readonly index: number
  readonly of: number
}

/** Which checks to run: globs over check and requirement ids, and a part of what they select. */
export interface Selection {
  readonly only: readonly string[]
  readonly skip: readonly string[]
  /** Where checks were picked by themselves: their ids, and nothing that merely bears such a name. */
  readonly picked?: readonly string[]
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
        const ids = checks.flatMap(({ id, requirements }) => [id, ...requirements])
        throw new UsageError(
          `${option} ${pattern} matches no check or requirement; did you mean ${nearest(pattern, ids)}? (see --list for their ids)`,
        )
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

function matching<Each extends Named>({ only, skip, picked }: Selection, checks: readonly Each[]): Each[] {
  return checks.filter(
    (check) =>
      (picked === undefined || picked.includes(check.id)) &&
      (only.length === 0 || only.some((pattern) => matches(pattern, check))) &&
      !skip.some((pattern) => matches(pattern, check)),
  )
}

function matches(pattern: string, { id, requirements }: Named): boolean {
  const matcher = picomatch(pattern)
  return matcher(id) || requirements.some((requirement) => matcher(requirement))
}
