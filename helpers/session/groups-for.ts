import type { Check } from '../checks/check.ts'

/**
 * Enough groups that checks seldom wait for one another, and no more than they write to between them. Two
 * for three checks at once: with one for each, a run sends more and is hardly sooner done.
 */
export function groupsFor(checks: readonly Check[], concurrency: number): number {
  const wanted = checks.reduce((sum, { groups, fresh }) => sum + (fresh ? 0 : groups), 0)
  const most = Math.max(Math.ceil((concurrency * 2) / 3), ...checks.map(({ groups }) => groups))
  return Math.min(wanted, most)
}
