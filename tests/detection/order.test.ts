import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Check } from '../../helpers/checks/check.ts'
import { judgeMock } from './judge-mock.ts'

/** With a lie for each of them, so that there is more than passes to compare. */
const lies = { sqs: 'sqs-forgets', autodialer: 'autodialer-php-warning' }

const seeds = 20

describe.for(Object.entries(lies))('%s', ([endpoint, fault]) => {
  test(`neither order nor overlap of the checks changes a verdict, over ${seeds} seeds`, {
    timeout: 240_000,
  }, async () => {
    const first = await verdictsIn((checks) => checks, 8)
    expect(first.join('\n')).toMatch(/ fail /)
    for (let seed = 1; seed <= seeds; seed++) {
      const verdicts = await verdictsIn((checks) => shuffled(checks, seed), 1 + (seed % 12))
      expect(verdicts, `seed ${seed}`).toEqual(first)
    }
  })

  /** Of each check by its id: the verdict, and what it says was wrong. */
  async function verdictsIn(
    order: (checks: readonly Check[]) => readonly Check[],
    concurrency: number,
  ): Promise<string[]> {
    const { results } = await judgeMock(endpoint, { faults: [fault], order, concurrency, settle: 10 })
    return results.map(({ id, verdict, cause = '' }) => `${id} ${verdict} ${cause}`).sort()
  }
})

function shuffled(checks: readonly Check[], seed: number): readonly Check[] {
  const all = fc.shuffledSubarray([...checks], { minLength: checks.length })
  return fc.sample(all, { seed, numRuns: 1 }).flat()
}
