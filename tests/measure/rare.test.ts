import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { packageRoot } from '../../helpers/package-root.ts'
import { judgeMock } from '../detection/judge-mock.ts'
import { casesForRare, rareFaults } from '../detection/rare.ts'

const seeds = Array.from({ length: 20 }, (_, at) => at + 1)

/** By fault, for each seed: the requests until the check failed first; null where it did not. */
const measured: Record<string, (number | null)[]> = {}

test.each(rareFaults)('$id', async ({ endpoint, id, checks }) => {
  const found: (number | null)[] = []
  for (const seed of seeds) {
    const { results } = await judgeMock(endpoint, {
      faults: [id],
      only: (check) => checks.includes(check.id),
      generation: { seed, cases: casesForRare },
    })
    found.push(results[0]?.counterexample?.requests.found ?? null)
  }
  measured[id] = found
  // Fewer than half of the seeds would leave no median to tell.
  expect(found.filter((requests) => requests !== null).length).toBeGreaterThan(seeds.length / 2)
})

afterAll(() => {
  const file = join(packageRoot, 'tests/detection/rare-found.json')
  writeFileSync(file, `${JSON.stringify(measured)}\n`)
})
