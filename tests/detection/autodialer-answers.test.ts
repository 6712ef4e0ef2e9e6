import { test } from 'vitest'
import { autodialerFaults } from '../../mock/faults/autodialer/all.ts'
import { answering } from './autodialer-parts.ts'
import { pinnedFindings, proveFault } from './proof.ts'
import { isRare } from './rare.ts'

const pinned = pinnedFindings('autodialer')

for (const fault of autodialerFaults.filter(
  (fault) => !isRare(fault) && answering.includes(fault.behaviour),
)) {
  test(fault.id, () => proveFault('autodialer', fault, pinned))
}
