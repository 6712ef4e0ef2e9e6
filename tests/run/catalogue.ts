import type { Check } from '../../helpers/checks/check.ts'
import type { Contract } from '../../helpers/contract/contract.ts'
import type { Level } from '../../helpers/contract/types.ts'

/** The levels that the contract holds a check's requirements at. */
export function levelsOf({ requirements }: Check, contract: Contract): Level[] {
  return requirements.flatMap((id) => contract.requirements[id]?.level ?? [])
}
