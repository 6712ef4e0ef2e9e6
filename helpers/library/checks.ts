import { behaviours } from '../../suites/behaviours.ts'
import { type Check, checksFor, levelOf } from '../checks/check.ts'
import { type Contract, endpointNames, loadContract } from '../contract/contract.ts'
import type { Level } from '../contract/types.ts'
import { assertOptions } from '../settings/assert-options.ts'
import { knownContracts } from '../settings/contracts.ts'

/** A check of one endpoint, for a list in any runner; a session of that endpoint runs it. */
export interface ListedCheck {
  /** `autodialer`, `sqs`, or the name of a contract from outside. */
  readonly endpoint: string
  /** Stable: an id never changes its meaning. */
  readonly id: string
  /** What it is about, such as `authentication`. */
  readonly behaviour: string
  /** A sentence with its level, such as `MUST refuse an update without credentials`. */
  readonly title: string
  /** The level at which the endpoint holds the requirement. */
  readonly level: Level
  /** Ids of the requirements that it judges. */
  readonly requirements: readonly string[]
}

/** Every check of every endpoint of this package, in the order of the reports. */
export const checks: readonly ListedCheck[] = endpointNames().flatMap((endpoint) => {
  return listedChecks(loadContract(endpoint))
})

/** Every check of the contract in a folder, in the order of the reports. Throws UsageError for one that is wrong. */
export function checksOfContract(folder: string): readonly ListedCheck[] {
  assertOptions(
    { name: 'checksOfContract', options: ['contract'], required: ['contract'] },
    { contract: folder },
  )
  const contract = knownContracts([folder]).at(-1)
  return contract ? listedChecks(contract) : []
}

export function listedChecks(contract: Contract): ListedCheck[] {
  return checksFor(contract, behaviours).map((check) =>
    listed(contract.name, check, levelOf(contract, check)),
  )
}

function listed(endpoint: string, { id, behaviour, title, requirements }: Check, level: Level): ListedCheck {
  return { endpoint, id, behaviour, title, level, requirements }
}
