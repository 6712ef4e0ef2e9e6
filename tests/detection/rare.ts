import { autodialerFaults } from '../../mock/faults/autodialer/all.ts'
import { sqsFaults } from '../../mock/faults/sqs/all.ts'

/** As many cases as a rare fault is given to be found. */
export const casesForRare = 2_000

/** Whether only a generated check catches a fault. */
export function isRare({ id }: { readonly id: string }): boolean {
  return /^[a-z]+-rare-/.test(id)
}

/** The rare faults of all endpoints, with the checks that catch them. */
export const rareFaults = [
  ...autodialerFaults.map(({ id, checks }) => ({ endpoint: 'autodialer', id, checks })),
  ...sqsFaults.map(({ id, checks }) => ({ endpoint: 'sqs', id, checks })),
].filter(isRare)
