import { expect, test } from 'vitest'
import { autodialerFaults } from '../../mock/faults/autodialer/all.ts'
import { autodialerVariants } from '../../mock/variants/autodialer.ts'
import { judgeMock } from './judge-mock.ts'
import { isPeriodic } from './pinned-findings.ts'
import { provePeriodicFault, proveVariant } from './proof.ts'
import { proveEach } from './prove-each.ts'

/** Without these operations the operator's group is rewritten, or groups of the run stay. */
const groupsStay = ['siblings', 'add', 'search', 'remove'].map((each) => `autodialer-no-${each}`)

test('the correct server is not flagged and is left as it was', async () => {
  const { failed, warned, other, leftovers, seed, store } = await judgeMock('autodialer', {})
  expect({ failed, warned, other, leftovers }).toEqual({ failed: [], warned: [], other: [], leftovers: [] })
  expect(store).toEqual(seed)
})

proveEach(autodialerVariants, (variant) =>
  proveVariant('autodialer', variant, groupsStay.includes(variant.id)),
)

proveEach(autodialerFaults.filter(isPeriodic), (fault) => provePeriodicFault('autodialer', fault))
