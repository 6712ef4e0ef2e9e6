import { sqsFaults } from '../../mock/faults/sqs/all.ts'
import { isPeriodic, pinnedFindings } from './pinned-findings.ts'
import { proveFault } from './proof.ts'
import { proveEach } from './prove-each.ts'
import { isRare } from './rare.ts'
import { answering, oneByOne, reading } from './sqs-parts.ts'

const pinned = pinnedFindings('sqs')

proveEach(
  sqsFaults.filter(
    (fault) => !isRare(fault) && !isPeriodic(fault) && ![...answering, ...reading].includes(fault.behaviour),
  ),
  (fault) => proveFault('sqs', fault, pinned, oneByOne.includes(fault.id) ? 1 : undefined),
)
