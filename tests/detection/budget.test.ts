import { describe, expect, test } from 'vitest'
import { checksFor } from '../../helpers/checks/check.ts'
import { endpointNames, loadContract } from '../../helpers/contract/contract.ts'
import { withinBudget } from '../../helpers/session/budget.ts'
import { mostTellingFirst } from '../../helpers/session/order.ts'
import { behaviours } from '../../suites/behaviours.ts'
import { judgeMock } from './judge-mock.ts'
import { isFoundBy, mustFaults } from './reach.ts'

/** Faults of each endpoint that are tried: every run of the whole catalogue would take minutes. */
const tried = 8
const budget = 60

describe.each(endpointNames())('%s', (endpoint) => {
  const contract = loadContract(endpoint)
  const planned = withinBudget(budget, contract, checksFor(contract, behaviours))
  const found = mustFaults(endpoint).filter((fault) => isFoundBy(endpoint, planned, fault))
  const sample = found.filter((_, at) => at % Math.ceil(found.length / tried) === 0)

  test.concurrent.each(sample)(`$id is found with ${budget} requests, as the curve says`, async ({ id }) => {
    const { failed, warned } = await judgeMock(endpoint, {
      faults: [id],
      concurrency: 1,
      order: () => mostTellingFirst(contract, planned),
    })
    // A check below MUST may be the one that such a run has room for.
    expect([...failed, ...warned]).not.toEqual([])
  })
})

test('a mistake that leaves a copy behind is one finding in the measured order too', async () => {
  const { roots } = await judgeMock('sqs', {
    faults: ['sqs-leaves-copy'],
    order: (all) => mostTellingFirst(loadContract('sqs'), all),
  })
  expect(roots).toEqual(['update-creates-nothing'])
})
