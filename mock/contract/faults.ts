import { type Check, checksFor } from '../../helpers/checks/check.ts'
import { behaviours } from '../../suites/behaviours.ts'
import { sqsFaults } from '../faults/sqs/all.ts'
import { rare } from '../faults/sqs/rare.ts'
import type { SqsFault } from '../faults/sqs/twists.ts'
import type { SqsDecisions } from '../sqs/decisions.ts'
import { honestFor } from './honest.ts'
import type { Served } from './served.ts'

/** A fault of the catalogue, as a server made of a contract has it. */
export interface ServedFault {
  readonly fault: SqsFault
  /** The contract's checks that are about it; none where it breaks duties that the contract does not have. */
  readonly checks: readonly Check[]
}

type Need = (served: Served) => boolean

const hasOwners: Need = ({ contract }) => contract.members.owner !== undefined
const hasCredentials: Need = ({ contract }) => contract.basic || contract.apiKey !== undefined
const hasTenants: Need = ({ contract }) => contract.tenantHeader !== undefined
const tellsCreation: Need = ({ names }) => names.writtenOf('created') !== undefined
const tellsUpdates: Need = ({ names }) => names.writtenOf('updated') !== undefined
const tellsSeconds: Need = ({ writeDate }) =>
  JSON.stringify(writeDate(0)) !== JSON.stringify(writeDate(1_000))

/** Decisions that are asked of some contracts only. */
const ofDecisions: readonly (readonly [need: Need, ...decisions: (keyof SqsDecisions)[]])[] = [
  [({ xml }) => xml, 'negotiate', 'xmlText', 'escapeXml'],
  [hasTenants, 'tenant'],
  [hasCredentials, 'same', 'authenticate'],
  [({ contract }) => contract.basic, 'credentials'],
]

/** What single faults lie about, where their decisions do not say so. */
const ofFaults: Readonly<Record<string, Need>> = {
  'sqs-owner-is-caller': hasOwners,
  'sqs-no-owner': hasOwners,
  'sqs-owner-number': hasOwners,
  'sqs-owner-boolean-500': hasOwners,
  'sqs-owner-nul-500': hasOwners,
  'sqs-namesake-forgotten': hasOwners,
  'sqs-no-updated': tellsUpdates,
  'sqs-every-47th-undated': tellsUpdates,
  'sqs-epoch-number': tellsCreation,
  'sqs-neighbour-stamped': tellsSeconds,
  'sqs-500-method-patch': ({ contract }) => contract.update.method !== 'PATCH',
}

/**
 * The faults of the catalogue that a server made of a contract can have: none about what it lacks, and none that only
 * generated cases find, as those are found by luck.
 */
export function faultsOf(served: Served): ServedFault[] {
  const honest = honestFor(served)
  const known = checksFor(served.contract, behaviours)
  const lies = sqsFaults.filter((fault) => !rare.includes(fault) && (ofFaults[fault.id]?.(served) ?? true))
  const possible = lies.filter((fault) => {
    const changed = Object.keys(fault.decisions(honest))
    return ofDecisions.every(
      ([need, ...decisions]) => need(served) || !decisions.some((each) => changed.includes(each)),
    )
  })
  return possible.map((fault) => {
    const about = fault.checks.map((check) => asNamed(served, check))
    return { fault, checks: known.filter(({ id }) => about.includes(id)) }
  })
}

/** A key alone is compared as a password is. */
function asNamed({ contract }: Served, check: string): string {
  return contract.basic ? check : check.replace(/^auth-password-/, 'auth-key-')
}
