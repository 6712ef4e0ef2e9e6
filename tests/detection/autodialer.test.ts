import { expect, test } from 'vitest'
import { autodialerFaults } from '../../mock/faults/autodialer/all.ts'
import { autodialerVariants } from '../../mock/variants/autodialer.ts'
import { judgeMock } from './judge-mock.ts'
import { pinnedFindings, proveVariant } from './proof.ts'
import { proveEach } from './prove-each.ts'

/** Without these operations the operator's group is rewritten, or groups of the run stay. */
const groupsStay = ['autodialer-no-siblings', 'autodialer-no-add', 'autodialer-no-remove']

test('the honest server is not accused and is left as it was', async () => {
  const { failed, warned, other, leftovers, seed, store } = await judgeMock('autodialer', {})
  expect({ failed, warned, other, leftovers }).toEqual({ failed: [], warned: [], other: [], leftovers: [] })
  expect(store).toEqual(seed)
})

test('findings are pinned for each fault and for nothing else', () => {
  expect(Object.keys(pinnedFindings('autodialer')).sort()).toEqual(
    autodialerFaults.map(({ id }) => id).sort(),
  )
})

proveEach(autodialerVariants, (variant) =>
  proveVariant('autodialer', variant, groupsStay.includes(variant.id)),
)
