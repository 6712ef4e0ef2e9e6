import type { Contract } from '../contract/contract.ts'
import type { RequirementId } from '../contract/requirement-ids.ts'
import type { Level } from '../contract/types.ts'
import type { CheckContext } from './context.ts'
import type { Need } from './needs.ts'

/**
 * When a check runs: beside all others; when no update is to come any more, but the groups still stand; with the logins
 * that fail, when everything has been put back; or when all others have ended, to judge their exchanges.
 */
export type Turn = (typeof turns)[number]

/** One after the other. */
export const turns = ['any', 'settled', 'logins', 'last'] as const

/** Whether a check judges what the requests of the others came to. */
export function judgesOthers({ turn }: Pick<Check, 'turn'>): boolean {
  return turn === 'settled' || turn === 'last'
}

/** A login that is to fail. Those of the same id are sent once for all checks that judge them. */
export interface FailedLogin {
  readonly id: string
  readonly needs?: readonly Need[]
  /** The requirement without which it is not sent. */
  readonly of?: RequirementId
  readonly appliesTo?: (contract: Contract) => boolean
  /** Whether it names no user that there is, so that it is counted for none. */
  readonly ofNobody?: boolean
}

/** One test of one duty, as a plain value: any runner can run it. */
export interface Check {
  /** Stable: an id never changes its meaning. */
  readonly id: string
  readonly behaviour: string
  /** A sentence with its level. */
  readonly title: `${Level} ${string}`
  /** The one request that it tries, as it follows what was answered: `to an update without credentials`. */
  readonly tried: string | undefined
  readonly requirements: readonly [RequirementId, ...RequirementId[]]
  /** What the target must offer, beyond one group to write to. */
  readonly needs: readonly Need[]
  /** How many groups it writes to. */
  readonly groups: number
  /** Whether they should be newly made, where groups can be made. */
  readonly fresh: boolean
  /** Whether it sends nothing but requests that a correct server refuses before it writes anything. */
  readonly onlyRefused: boolean
  /** Ids of checks whose violation explains one of this check: where one of them fails too, this is its consequence. */
  readonly after: readonly string[]
  /** Whether it judges the form of answers alone: then it can pass though no update is carried out. */
  readonly ofForm: boolean
  readonly turn: Turn
  /** The logins that it lets fail: where there is any, its turn is `logins`. */
  readonly failedLogins: readonly FailedLogin[]
  /** Whether the contract gives an endpoint ground for it, beyond having its requirements. */
  readonly appliesTo: (contract: Contract) => boolean
  readonly run: (context: CheckContext) => Promise<void>
}

interface Claim {
  /** The requirement that the check judges. */
  readonly of: RequirementId
  readonly tried?: string
  readonly needs?: readonly Need[]
  readonly groups?: number
  readonly fresh?: boolean
  readonly onlyRefused?: boolean
  readonly after?: readonly string[]
  readonly ofForm?: boolean
  readonly turn?: Turn
  readonly failedLogins?: readonly FailedLogin[]
  readonly appliesTo?: (contract: Contract) => boolean
}

/** Defines a check, without its behaviour: `behaviour()` adds that. */
export function check(
  id: string,
  title: Check['title'],
  {
    of,
    tried = triedIn(title),
    needs = [],
    groups = 1,
    fresh = false,
    onlyRefused = false,
    after = [],
    ofForm = false,
    failedLogins = [],
    turn = failedLogins.length > 0 ? 'logins' : 'any',
    appliesTo = () => true,
  }: Claim,
  run: Check['run'],
): Omit<Check, 'behaviour'> {
  return {
    id,
    title,
    tried,
    requirements: [of],
    needs,
    groups,
    fresh,
    onlyRefused,
    after: after.filter((other) => other !== id),
    ofForm,
    turn,
    failedLogins,
    appliesTo,
    run,
  }
}

/** A title that says what is to be refused or accepted says what was tried: `MUST refuse an update without credentials`. */
function triedIn(title: string): string | undefined {
  const what = / (?:refuse|accept) ((?:an?|the|right|JSON|numbers) [^,]*?)(?: as not allowed)?$/.exec(
    title,
  )?.[1]
  return what && `to ${what}`
}

/** A named list of checks: one file of `suites/`. */
export interface Behaviour {
  readonly name: string
  readonly checks: readonly Check[]
}

export function behaviour(name: string, checks: readonly Omit<Check, 'behaviour'>[]): Behaviour {
  return { name, checks: checks.map((each) => ({ ...each, behaviour: name })) }
}

/** The checks that a contract gives ground for. */
export function checksFor(contract: Contract, behaviours: readonly Behaviour[]): Check[] {
  return behaviours
    .flatMap(({ checks }) => checks)
    .filter(
      ({ requirements, appliesTo }) =>
        requirements.some((id) => isJudged(contract, id)) && appliesTo(contract),
    )
}

/** Whether a contract has a requirement, and does not say why nobody judges it. */
function isJudged({ requirements }: Contract, id: RequirementId): boolean {
  const requirement = requirements[id]
  return requirement !== undefined && requirement.notTested === undefined
}

/** The level at which an endpoint holds a check's requirement. */
export function levelOf(contract: Contract, { id, requirements }: Check): Level {
  const levels = requirements.flatMap((requirement) => contract.requirements[requirement]?.level ?? [])
  const level = levels[0]
  if (!level) throw new Error(`check ${id} has no requirement in the contract of ${contract.name}`)
  return level
}
