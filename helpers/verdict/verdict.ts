import type { Level } from '../contract/types.ts'

/** What a check came to. See docs/verdicts.md. */
export type Verdict = 'pass' | 'fail' | 'warn' | 'inconclusive' | 'not-tested' | 'known-failing'

/** All verdicts, worst first: the order in which one stands for many. */
export const verdicts: readonly Verdict[] = [
  'fail',
  'inconclusive',
  'known-failing',
  'warn',
  'not-tested',
  'pass',
]

const ranks: Readonly<Record<Level, number>> = { MUST: 2, SHOULD: 1, INFERRED: 0 }

/** A violation at or above the gate fails; one below it warns. */
export function verdictOfViolation(level: Level, gate: Level): Verdict {
  return ranks[level] >= ranks[gate] ? 'fail' : 'warn'
}

/** The verdict that stands for several: the worst of them. */
export function worst(several: readonly Verdict[]): Verdict {
  return verdicts.find((verdict) => several.includes(verdict)) ?? 'not-tested'
}
