import { test } from 'vitest'
import { autodialerFaults } from '../../mock/faults/autodialer/all.ts'
import { answering } from './autodialer-parts.ts'
import { pinnedFindings, proveFault } from './proof.ts'

const pinned = pinnedFindings('autodialer')

for (const fault of autodialerFaults.filter(({ behaviour }) => answering.includes(behaviour))) {
  test(fault.id, () => proveFault('autodialer', fault, pinned))
}
