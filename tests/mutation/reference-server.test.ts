import { describe, expect, test } from 'vitest'
import { checksFor } from '../../helpers/checks/check.ts'
import { endpointNames, loadContract } from '../../helpers/contract/contract.ts'
import { behaviours } from '../../suites/behaviours.ts'
import { judgeMock } from '../detection/judge-mock.ts'

/**
 * Nothing but the conformance checks, on the honest reference server: what the mutation run (`npm run mutation`) has
 * for tests. A mutant of the server that no check notices survives.
 */
describe.each(endpointNames())('the reference server for %s', (endpoint) => {
  test('passes every check', async () => {
    const judged = await judgeMock(endpoint, { gate: 'INFERRED' })
    expect(judged.failed).toEqual([])
    expect(judged.warned).toEqual([])
    expect(judged.other).toEqual([])
    expect(judged.results).toHaveLength(checksFor(loadContract(endpoint), behaviours).length)
    expect(judged.leftovers).toEqual([])
    expect(judged.store).toEqual(judged.seed)
  })
})
