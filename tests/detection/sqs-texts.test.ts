import { test } from 'vitest'
import { sqsFaults } from '../../mock/faults/sqs/all.ts'
import { pinnedFindings, proveFault } from './proof.ts'
import { isRare } from './rare.ts'
import { oneByOne, reading } from './sqs-parts.ts'

const pinned = pinnedFindings('sqs')

for (const fault of sqsFaults.filter((fault) => !isRare(fault) && reading.includes(fault.behaviour))) {
  test(fault.id, () => proveFault('sqs', fault, pinned, oneByOne.includes(fault.id) ? 1 : undefined))
}
