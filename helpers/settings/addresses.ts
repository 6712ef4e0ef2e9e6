import type { Contract } from '../contract/contract.ts'
import { variable } from '../target/endpoint-settings.ts'
import { UsageError } from '../usage-error.ts'
import { contractNamed, knownContracts } from './contracts.ts'
import { type Environment, given } from './environment.ts'
import { commonVariables, variablesOf } from './variables.ts'

/** What a run was asked for, besides its settings. */
export interface Asked {
  /** The endpoints that were named; none where all are meant that have an address. */
  readonly endpoints?: readonly string[]
  readonly allowedHosts?: readonly string[]
  /** The contracts that there are: by default those of this package. */
  readonly contracts?: readonly Contract[]
  /** Whether the embedded reference server is expressly what is to be checked. */
  readonly embedded?: boolean
}

/** Whether the settings say where an endpoint is. */
export function hasAddress(environment: Environment, endpoint: string): boolean {
  return given(environment, addressOf(endpoint)) !== undefined
}

/**
 * Whether the embedded reference server is what is checked: where that was asked for, or nothing at all was set.
 * Throws UsageError where something was set and an address is missing: a green run would mislead.
 */
export function isForEmbedded(environment: Environment, asked: Asked = {}): boolean {
  if (asked.embedded) return true
  const { endpoints = [], allowedHosts = [], contracts = knownContracts() } = asked
  const meant = endpoints.length > 0 ? endpoints.map((name) => contractNamed(name, contracts)) : contracts
  for (const contract of meant) assertAddressed(environment, contract, endpoints, contracts)
  const all = contracts.map(({ name }) => name)
  if (all.some((endpoint) => hasAddress(environment, endpoint))) return false
  const sign =
    allowedHosts.length > 0 ? `--allow-host ${allowedHosts[0]} is given` : signOf(environment, contracts)
  if (sign === undefined) return true
  throw new UsageError(
    `${sign}, and no address is: nothing could be checked; expected ${all.map(addressOf).join(' or ')}, or --embedded for the reference server of this package`,
  )
}

/** An endpoint of which something is said, and not where it is, would be left out without a word. */
function assertAddressed(
  environment: Environment,
  contract: Contract,
  named: readonly string[],
  contracts: readonly Contract[],
): void {
  const endpoint = contract.name
  if (hasAddress(environment, endpoint)) return
  const found = variablesOf(contract).find((name) => given(environment, name) !== undefined)
  if (found === undefined) return
  const others = contracts.map(({ name }) => name).filter((each) => hasAddress(environment, each))
  const orElse =
    named.length === 0 && others.length > 0
      ? `; to check ${others.join(' and ')} alone, name ${others.length > 1 ? 'them' : 'it'}`
      : ''
  throw new UsageError(
    `${addressOf(endpoint)} is empty, and ${found} is given; expected scheme and host, such as https://staging.example.org${orElse}`,
  )
}

/**
 * What shows that a target was meant: a value, or a variable for an address that came empty, as a missing secret of a CI
 * does; so does one that a caller names as undefined.
 */
function signOf(environment: Environment, contracts: readonly Contract[]): string | undefined {
  const names = [...contracts.flatMap(variablesOf), ...commonVariables]
  const found = names.find((name) => given(environment, name) !== undefined)
  if (found !== undefined) return `${found} is given`
  const empty = contracts.map(({ name }) => addressOf(name)).find((name) => Object.hasOwn(environment, name))
  return empty === undefined ? undefined : `${empty} is set and empty`
}

function addressOf(endpoint: string): string {
  return variable(endpoint, 'BASE_URL')
}
