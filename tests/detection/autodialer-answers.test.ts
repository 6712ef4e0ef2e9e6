import { autodialerFaults } from '../../mock/faults/autodialer/all.ts'
import { answering } from './autodialer-parts.ts'
import { pinnedFindings, proveFault } from './proof.ts'
import { proveEach } from './prove-each.ts'
import { isRare } from './rare.ts'

const pinned = pinnedFindings('autodialer')

proveEach(
  autodialerFaults.filter((fault) => !isRare(fault) && answering.includes(fault.behaviour)),
  (fault) => proveFault('autodialer', fault, pinned),
)
