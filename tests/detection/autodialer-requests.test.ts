import { autodialerFaults } from '../../mock/faults/autodialer/all.ts'
import { answering } from './autodialer-parts.ts'
import { isPeriodic, pinnedFindings } from './pinned-findings.ts'
import { proveFault } from './proof.ts'
import { proveEach } from './prove-each.ts'
import { isRare } from './rare.ts'

const pinned = pinnedFindings('autodialer')

proveEach(
  autodialerFaults.filter(
    (fault) => !isRare(fault) && !isPeriodic(fault) && !answering.includes(fault.behaviour),
  ),
  (fault) => proveFault('autodialer', fault, pinned),
)
