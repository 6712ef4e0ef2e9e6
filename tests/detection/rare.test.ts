import { expect, test } from 'vitest'
import { judgeMock } from './judge-mock.ts'
import { casesForRare, rareFaults } from './rare.ts'

test.each(rareFaults)('$id: $checks finds it, and nothing else does', async ({ endpoint, id, checks }) => {
  const others = await judgeMock(endpoint, { faults: [id], only: (check) => !checks.includes(check.id) })
  expect([...others.failed, ...others.warned]).toEqual([])
  const own = await judgeMock(endpoint, {
    faults: [id],
    only: (check) => checks.includes(check.id),
    generation: { seed: 1, cases: casesForRare },
  })
  expect(own.failed).toEqual(checks)
  expect(own.store, 'the store afterwards').toEqual(own.seed)
})
