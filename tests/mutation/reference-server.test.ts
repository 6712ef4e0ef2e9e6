import { expect, test } from 'vitest'
import { checksFor } from '../../helpers/checks/check.ts'
import { loadContract } from '../../helpers/contract/contract.ts'
import { behaviours } from '../../suites/behaviours.ts'
import { judgeMock } from '../detection/judge-mock.ts'

/**
 * Nothing but the conformance checks, on the correct reference server: what the mutation run (`npm run mutation`) has
 * for tests. A mutant of the server that no check notices survives.
 */
test.each(['autodialer', 'sqs'])('the reference server for %s passes every check', async (endpoint) => {
  const judged = await judgeMock(endpoint, { gate: 'INFERRED' })
  expect(judged.failed).toEqual([])
  expect(judged.warned).toEqual([])
  expect(judged.other).toEqual([])
  expect(judged.results).toHaveLength(checksFor(loadContract(endpoint), behaviours).length)
  expect(judged.leftovers).toEqual([])
})

/** A run sees accounts of one kind only, so each kind has a run. */
test.each(['basic', 'key'])('the reference server for autodialer passes with %s accounts', async (kind) => {
  const judged = await judgeMock('autodialer', {
    variants: [`autodialer-${kind}-accounts`],
    gate: 'INFERRED',
  })
  expect(judged.failed).toEqual([])
  expect(judged.warned).toEqual([])
  expect(judged.results.filter(({ verdict }) => verdict === 'inconclusive')).toEqual([])
})
