import type { Contract } from '../helpers/contract/contract.ts'

/** Whether an endpoint has several representations, of which the accept header chooses. */
export function hasFormats({ accept }: Contract): boolean {
  return accept !== undefined
}
