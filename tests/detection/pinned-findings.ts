import { readFileSync } from 'node:fs'
import { faults } from '../../mock/catalogue.ts'

/** What fails or warns on one fault: the findings, what follows from them, and why there are more than two findings. */
export interface Findings {
  readonly roots: readonly string[]
  readonly consequences: readonly string[]
  readonly why?: string
}

export type PinnedFindings = Readonly<Record<string, Findings>>

/** What every run against each fault of this endpoint must find, no more and no less. */
export function pinnedFindings(endpoint: string): PinnedFindings {
  const pins = pinsOf(endpoint)
  return Object.fromEntries(
    faults
      .filter((fault) => fault.id.startsWith(`${endpoint}-`) && !isPeriodic(fault))
      .map(({ id, checks }) => [id, { roots: [...checks].sort(), consequences: [], ...pins[id] }]),
  )
}

/** What is found on a fault beside its own checks: roots where they are others, and consequences where there are any. */
export function pinsOf(endpoint: string): Readonly<Record<string, Partial<Findings>>> {
  return JSON.parse(readFileSync(new URL(`${endpoint}-findings.json`, import.meta.url), 'utf8'))
}

/** What finds a periodic fault that a default run does not: nine of ten such runs find one lost update in ninety-seven. */
export const longerRuns = [1, 2, 3, 4].map((seed) => ({ seed, cases: 100 }))

/**
 * Whether a fault is one of every so many updates, or of those after so many: which checks it meets is a matter of their
 * order, so that its findings cannot be pinned.
 */
export function isPeriodic({ id }: { readonly id: string }): boolean {
  return /-every-\d+(st|nd|rd|th)-|-after-\d+$/.test(id)
}
