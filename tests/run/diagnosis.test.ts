import { expect, test } from 'vitest'
import { runConformance } from '../../helpers/library/run-conformance.ts'
import { checksOf } from '../../helpers/record/checks-of.ts'
import type { FaultId } from '../../mock/fault-ids.ts'
import { started } from './servers.ts'

/** What explains each failing check of these, on a server with faults. */
async function explanations(faults: readonly FaultId[], only: readonly string[]) {
  const { environment } = await started({ faults })
  const { endpoints } = await runConformance({ endpoints: ['sqs'], settings: environment, seed: 1, only })
  const failing = endpoints.flatMap(checksOf).filter(({ check }) => check.verdict === 'fail')
  return Object.fromEntries(failing.map(({ check: { id, because } }) => [id, because ?? []]))
}

test('an internal error is no consequence of a refusal that is missing', async () => {
  const found = await explanations(['sqs-not-found-200', 'sqs-500-nul'], ['unknown-group', 'robust-nul'])
  expect(found).toMatchObject({ 'unknown-group': [], 'robust-nul': [] })
})

test('it is one of an internal error in place of a refusal', async () => {
  const found = await explanations(['sqs-not-found-500'], ['unknown-group', 'robust-long-id'])
  expect(found).toMatchObject({ 'unknown-group': [], 'robust-long-id': ['unknown-group'] })
})
