export type FaultLevel = 'must' | 'should' | 'inferred'

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

/** Something that replaces decisions of the honest server. */
export interface Twist<Decisions> {
  readonly id: string
  /** The replaced decisions. `honest` holds those below this twist: honest ones, or those of earlier twists. */
  readonly decisions: (honest: Decisions) => Partial<Decisions>
}

/** A named wrong behaviour. */
export interface Fault<Decisions> extends Twist<Decisions> {
  /** The lie that it tells, in one sentence. */
  readonly lie: string
  /** The level of the duty that it breaks. */
  readonly level: FaultLevel
  readonly behaviour: Behaviour
  /** Ids of the checks that are about it. */
  readonly checks: readonly string[]
}

/** A named lawful difference. */
export interface Variant<Decisions> extends Twist<Decisions> {
  /** The difference, in one sentence. */
  readonly difference: string
  /** Ids of requirements below MUST that a run may report of it. */
  readonly findings?: readonly string[]
  /** Settings that a run against it needs in place of the usual ones. */
  readonly settings?: Readonly<Record<string, string>>
}

/** The decisions of a server with the twists laid over it, the first one innermost. */
export function compose<Decisions>(honest: Decisions, twists: readonly Twist<Decisions>[]): Decisions {
  let below = honest
  for (const twist of twists) below = { ...below, ...twist.decisions(below) }
  return below
}
