import { expect, test } from 'vitest'
import { sqsFaults } from '../../mock/faults/sqs/all.ts'
import { sqsVariants } from '../../mock/variants/sqs.ts'
import { judgeMock } from './judge-mock.ts'
import { isPeriodic } from './pinned-findings.ts'
import { provePeriodicFault, proveVariant } from './proof.ts'
import { proveEach } from './prove-each.ts'

/** Without these operations the operator's groups are rewritten, or groups of the run stay. */
const groupsStay = ['sqs-no-siblings', 'sqs-no-reading', 'sqs-no-remove']

test('the correct server is not flagged and is left as it was', async () => {
  const { failed, warned, other, leftovers, seed, store } = await judgeMock('sqs', {})
  expect({ failed, warned, other, leftovers }).toEqual({ failed: [], warned: [], other: [], leftovers: [] })
  expect(store).toEqual(seed)
})

proveEach(sqsVariants, (variant) => proveVariant('sqs', variant, groupsStay.includes(variant.id)))

proveEach(sqsFaults.filter(isPeriodic), (fault) => provePeriodicFault('sqs', fault))
