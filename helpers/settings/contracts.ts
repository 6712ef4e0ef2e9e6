import { type Contract, endpointNames, loadContract } from '../contract/contract.ts'
import { readContractFolder } from '../contract/outside/read-folder.ts'
import { variable } from '../target/endpoint-settings.ts'
import { UsageError } from '../usage-error.ts'

/** The contracts that there are: those of this package, and those in the given folders. */
export function knownContracts(folders: readonly string[] = []): readonly Contract[] {
  const outside = folders.map(readContractFolder)
  for (const [index, { name }] of outside.entries()) {
    const prefix = variable(name, '')
    const twin = outside.slice(0, index).find((other) => variable(other.name, '') === prefix)
    if (twin)
      throw new UsageError(
        `--contract ${folders[index]}: the settings of ${name} and of ${twin.name} both begin with ${prefix}; expected folders with other names`,
      )
  }
  return [...endpointNames().map((name) => loadContract(name)), ...outside]
}

/** The contract of that name. Throws UsageError where there is none. */
export function contractNamed(name: string, contracts: readonly Contract[]): Contract {
  const found = contracts.find((contract) => contract.name === name)
  if (found) return found
  const known = contracts.map((contract) => contract.name)
  throw new UsageError(
    `there is no endpoint ${name}; expected ${known.join(' or ')}, or the folder of its contract (--contract)`,
  )
}
