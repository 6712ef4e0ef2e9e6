import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { endpointNames, loadContract } from '../../helpers/contract/contract.ts'
import { nearest } from '../../helpers/nearest.ts'
import { packageRoot } from '../../helpers/package-root.ts'
import { UsageError } from '../../helpers/usage-error.ts'
import { faults } from '../../mock/catalogue.ts'
import { behaviours } from '../../suites/behaviours.ts'

/** A check that is to be: where it belongs and what it is called. */
export interface WantedCheck {
  readonly endpoint: string
  readonly behaviour: string
  readonly check: string
  /** One of the endpoint's, or a new one. */
  readonly requirement: string
}

/** The fault that a new check comes with, until its lie has a better name. */
export function faultOf({ endpoint, check }: WantedCheck): string {
  return `${endpoint}-no-${check}`
}

/** The file that the fault is written to, from the root of the project. */
export function faultFileOf({ endpoint, check }: WantedCheck): string {
  return `mock/faults/${endpoint}/${check}.ts`
}

/** Whether the endpoint does not have the requirement yet. */
export function needsRow({ endpoint, requirement }: WantedCheck): boolean {
  return !(requirement in loadContract(endpoint).requirements)
}

/** Throws UsageError for an id that is taken or no id, and for an endpoint or a behaviour that there is not. */
export function assertPossible(wanted: WantedCheck): void {
  assertOneOf('endpoint', wanted.endpoint, endpointNames())
  assertOneOf(
    'behaviour',
    wanted.behaviour,
    behaviours.map(({ name }) => name),
  )
  assertId('check', wanted.check)
  assertId('requirement', wanted.requirement)
  for (const { name, checks } of behaviours)
    if (checks.some(({ id }) => id === wanted.check))
      throw new UsageError(`the check ${wanted.check} is taken, in suites/${name}; expected an id of its own`)
  if (faults.some(({ id }) => id === faultOf(wanted)))
    throw new UsageError(`the fault ${faultOf(wanted)} is taken; expected another check id`)
  if (existsSync(join(packageRoot, faultFileOf(wanted))))
    throw new UsageError(`the file ${faultFileOf(wanted)} is taken; expected another check id`)
  assertNotElsewhere(wanted)
}

/** An id that another endpoint has would bring the checks of that requirement along. */
function assertNotElsewhere(wanted: WantedCheck): void {
  const { endpoint, requirement } = wanted
  const owner = endpointNames().find((name) => requirement in loadContract(name).requirements)
  if (owner !== undefined && needsRow(wanted))
    throw new UsageError(
      `the requirement ${requirement} is one of ${owner}; expected one of ${endpoint} or a new one`,
    )
}

function assertOneOf(what: string, found: string, known: readonly string[]): void {
  if (known.includes(found)) return
  throw new UsageError(
    `there is no ${what} ${found}; expected one of ${known.join(', ')} (nearest: ${nearest(found, known)})`,
  )
}

function assertId(what: string, found: string): void {
  if (/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(found)) return
  throw new UsageError(`${found} is no id of a ${what}; expected lower-case words joined by hyphens`)
}
