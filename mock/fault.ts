import { UsageError } from '../helpers/usage-error.ts'

export type Behaviour =
  | 'success'
  | 'persistence'
  | 'required'
  | 'optional'
  | 'authentication'
  | 'authorisation'
  | 'tenant'
  | 'representation'
  | 'not-found'
  | 'conflict'
  | 'malformed'
  | 'text'
  | 'lists'
  | 'robustness'
  | 'generated'
  | 'sequences'
  | 'concurrency'
  | 'audit'

/** The ids of a fault that servers of either endpoint may have. */
export interface SharedIds {
  readonly autodialer: string
  readonly sqs: string
}

/** Something that replaces decisions of the correct server. */
export interface Twist<Decisions> {
  readonly id: string
  /** The replaced decisions. `honest` holds those below this twist: honest ones, or those of earlier twists. */
  readonly decisions: (honest: Decisions) => Partial<Decisions>
  /** Those of its decisions that never ask what is below; one that does not take what is below replaces all of its own. */
  readonly replaces?: readonly (keyof Decisions)[]
}

/** A named wrong behaviour. */
export interface Fault<Decisions> extends Twist<Decisions> {
  /** The lie that it tells, in one sentence. */
  readonly lie: string
  readonly behaviour: Behaviour
  /** Ids of the checks that are about it: those that are to find it. The first one's requirement is the duty that it breaks. */
  readonly checks: readonly string[]
  /** Whether it does what no run puts right: groups of others harmed, or some made that bear no mark or what no id looks like. */
  readonly harmsOthers?: true
}

/** A named lawful difference. */
export interface Variant<Decisions> extends Twist<Decisions> {
  /** The difference, in one sentence. */
  readonly difference: string
  /** Ids of requirements below MUST that a run may report of it. */
  readonly findings?: readonly string[]
  /** Ids of checks that cannot be carried out with it. */
  readonly inconclusive?: readonly string[]
  /** Settings that a run against it needs in place of the usual ones. */
  readonly settings?: Readonly<Record<string, string>>
}

/** Something beside or in front of an endpoint that answers in its place: what a run sees of it is no finding. */
export interface Trouble<Decisions> extends Twist<Decisions> {
  /** What it does, in one sentence. */
  readonly what: string
}

/**
 * The decisions of a server with all of the twists laid over it, in whichever order they are given: what replaces a
 * decision lies below what asks for it. Throws UsageError where one can only take the place of another.
 */
export function compose<Decisions extends object>(
  honest: Decisions,
  twists: readonly Twist<Decisions>[],
): Decisions {
  let below = honest
  for (const twist of inOrder(honest, twists)) below = { ...below, ...twist.decisions(below) }
  return below
}

/** The innermost first, and else as they are given. */
function inOrder<Decisions extends object>(
  honest: Decisions,
  twists: readonly Twist<Decisions>[],
): Twist<Decisions>[] {
  const left = [...new Set(twists)].map((twist) => ({ twist, ...reachOf(honest, twist) }))
  const ordered: Twist<Decisions>[] = []
  for (let first = left[0]; first; first = left[0]) {
    const at = left.findIndex((one) => left.every((other) => other === one || !hides(other, one)))
    if (at < 0) throw hidden(first, left)
    ordered.push(...left.splice(at, 1).map(({ twist }) => twist))
  }
  return ordered
}

/** Names of the decisions that a twist makes, and of those in which it asks nobody. */
interface Reach {
  readonly makes: readonly string[]
  readonly replaces: readonly string[]
}

function reachOf<Decisions extends object>(honest: Decisions, twist: Twist<Decisions>): Reach {
  const makes = Object.keys(twist.decisions(honest))
  const replaces = twist.decisions.length === 0 ? makes : (twist.replaces ?? []).map(String)
  return { makes, replaces }
}

function hides({ replaces }: Reach, { makes }: Reach): boolean {
  return replaces.some((name) => makes.includes(name))
}

interface Placed extends Reach {
  readonly twist: { readonly id: string }
}

function hidden(below: Placed, others: readonly Placed[]): UsageError {
  const above = others.find((other) => other !== below && hides(other, below))
  const names = above?.replaces.filter((name) => below.makes.includes(name)) ?? []
  return new UsageError(
    `${above?.twist.id} replaces ${below.twist.id} (${names.join(', ')}): together only one would show; expected one of them at a time`,
  )
}
