import { checksFor, levelOf } from '../helpers/checks/check.ts'
import { endpointNames, loadContract } from '../helpers/contract/contract.ts'
import type { Level } from '../helpers/contract/types.ts'
import { behaviours } from '../suites/behaviours.ts'

const levels = new Map(endpointNames().map((endpoint) => [endpoint, levelsOfChecks(endpoint)]))

/** The level of the duty that a fault breaks: that of the first check that is about it. */
export function levelOfFault({
  id,
  checks: [check = 'none'],
}: {
  readonly id: string
  readonly checks: readonly string[]
}): Level {
  const endpoint = endpointNames().find((name) => id.startsWith(`${name}-`)) ?? 'none'
  const level = levels.get(endpoint)?.get(check)
  if (level === undefined)
    throw new Error(`the first check of the fault ${id} is ${check}; expected one of its endpoint`)
  return level
}

function levelsOfChecks(endpoint: string): ReadonlyMap<string, Level> {
  const contract = loadContract(endpoint)
  return new Map(checksFor(contract, behaviours).map((check) => [check.id, levelOf(contract, check)]))
}
