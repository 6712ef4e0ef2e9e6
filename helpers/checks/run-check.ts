import type { Contract } from '../contract/contract.ts'
import type { Json, Level } from '../contract/types.ts'
import type { Difference } from '../difference/difference.ts'
import type { Fixtures } from '../fixtures/fixtures.ts'
import type { Exchange } from '../target/exchange.ts'
import type { Redact } from '../target/redact.ts'
import { Inconclusive, NotTested, Violation } from '../verdict/signals.ts'
import { type Verdict, verdictOfViolation } from '../verdict/verdict.ts'
import type { Aftermath } from './aftermath.ts'
import { type Check, levelOf } from './check.ts'
import { CheckContext, type Generation } from './context.ts'
import { type Counterexample, GeneratedViolation } from './for-all.ts'
import { unmet } from './needs.ts'

/** What a check came to, and why. */
export interface CheckResult {
  readonly id: string
  readonly behaviour: string
  readonly title: string
  /** The level at which the endpoint holds the requirement. */
  readonly level: Level
  /** Ids of the requirements that it judges. */
  readonly requirements: readonly string[]
  readonly verdict: Verdict
  /** Where the failing checks that its own declares explain it: the ids of the findings that it is a consequence of. */
  readonly because?: readonly string[]
  /** Why, in one sentence; for a pass, which of several lawful answers was seen. */
  readonly reason?: string
  /** What the documents ask for, where that was violated. */
  readonly expected?: string
  /** What came instead. */
  readonly seen?: string
  /** What is wrong, in the same words for each finding that has the same cause; absent where none can be told. */
  readonly cause?: string
  /** What was tried, as it follows the cause: `to an update without credentials`. */
  readonly tried?: string
  /** The two values that differ, cut around where they do, as they stand in `expected` and `seen`. */
  readonly difference?: Difference
  /** The exchanges that led to a verdict other than pass, the telling one last. */
  readonly exchanges?: readonly Exchange[]
  /** How many of the last exchanges tell of it, where that is an update and the read that shows what became of it. */
  readonly telling?: number
  /** Where payloads were generated: the smallest one found that shows it, and how to draw it again. */
  readonly counterexample?: Counterexample
  /** Where it judges what others sent: the checks that sent what tells of it. */
  readonly sentBy?: readonly string[]
  /** Where it judges what others sent: the failing checks that account for all that it found. */
  readonly accountedForBy?: readonly string[]
  /** How long it took, the wait for a group to write to included. */
  readonly milliseconds: number
  /** Where it is known to fail: what the baseline says of it. */
  readonly listed?: Listed
}

/** What a baseline says of a check that is known to fail. */
export interface Listed {
  readonly reason: string
  /** Where it is followed up, such as an issue. */
  readonly link?: string
  /** The last day on which it is accepted. */
  readonly expires?: string
  /** It fails at times only. */
  readonly flaky?: boolean
}

export interface CheckOptions {
  /** Violations at or above this level fail, others warn. */
  readonly gate: Level
  readonly generation: {
    readonly seed: number
    /** Cases of each generated property. */
    readonly cases: number
    /** Cases that failed once, of any check. */
    readonly kept?: readonly KeptCase[]
  }
}

/** A generated case that failed once. */
export interface KeptCase {
  readonly endpoint: string
  readonly check: string
  readonly payload: Json
}

/** Runs one check on prepared fixtures: the one way, for every runner. Throws only for a mistake of the check itself. */
export async function runCheck(
  check: Check,
  fixtures: Fixtures,
  options: CheckOptions,
  progress: Generation['progress'] = () => {},
  aftermath?: Aftermath,
): Promise<CheckResult> {
  const start = performance.now()
  const { contract } = fixtures.target
  const done = (verdict: Verdict, details: Partial<CheckResult> = {}): CheckResult => {
    const milliseconds = Math.round((performance.now() - start) * 10) / 10
    return { ...resultOf(contract, check, verdict), ...details, milliseconds }
  }

  const missing = missingFor(check, fixtures)
  if (missing !== undefined) return done('not-tested', { reason: missing })
  const { failedLogins } = fixtures.target.client
  const lets = check.failedLogins.length > 0
  if (lets && failedLogins.over !== undefined) return done('inconclusive', { reason: failedLogins.over })
  const context = await contextFor(check, fixtures, { ...options.generation, progress }, aftermath)
  if (context instanceof Inconclusive)
    return done('inconclusive', { reason: fixtures.target.redact(context.message) })
  let passed = false
  try {
    const judged = await judge(check, context, verdictOfViolation(levelOf(contract, check), options.gate))
    passed = judged[0] === 'pass'
    const doubt = lets && !tellsAcceptance(judged[1]) ? await failedLogins.confirmed() : undefined
    return doubt === undefined ? done(...judged) : done('inconclusive', { reason: doubt })
  } finally {
    await fixtures.pool.release(context.groups, !passed)
  }
}

type Judged = readonly [Verdict, Partial<CheckResult>]

async function judge(check: Check, context: CheckContext, violated: Verdict): Promise<Judged> {
  try {
    await check.run(context)
    return ['pass', context.notes.length > 0 ? { reason: context.notes.join('; ') } : {}]
  } catch (error) {
    return explain(error, check, context, violated)
  }
}

/** Whether what was seen is a request that was let in: no account that is locked does that. */
function tellsAcceptance({ expected, exchanges = [] }: Partial<CheckResult>): boolean {
  const status = exchanges.at(-1)?.answer?.status ?? 0
  return expected !== undefined && status >= 200 && status < 300
}

/** What a check comes to where no more is known than the verdict. */
export function resultOf(contract: Contract, check: Check, verdict: Verdict): CheckResult {
  return {
    id: check.id,
    behaviour: check.behaviour,
    title: check.title,
    level: levelOf(contract, check),
    requirements: check.requirements.filter((id) => id in contract.requirements),
    verdict,
    milliseconds: 0,
  }
}

function missingFor(
  { needs, groups, onlyRefused }: Check,
  { target, capabilities }: Fixtures,
): string | undefined {
  if (!capabilities.writes && !onlyRefused)
    return 'sends updates that are carried out: not with --refusals-only'
  const all = groups > 1 ? [...needs, 'second-group' as const] : needs
  return all.map((need) => unmet(need, target, capabilities)).find((reason) => reason !== undefined)
}

async function contextFor(
  check: Check,
  fixtures: Fixtures,
  generation: CheckOptions['generation'] & Pick<Generation, 'progress'>,
  aftermath: Aftermath | undefined,
): Promise<CheckContext | Inconclusive> {
  const endpoint = fixtures.target.contract.name
  const kept = (generation.kept ?? [])
    .filter((each) => each.endpoint === endpoint && each.check === check.id)
    .map(({ payload }) => payload)
  try {
    const groups = await fixtures.pool.lease(check.groups, check.fresh)
    return new CheckContext(check.id, fixtures, groups, { ...generation, kept }, aftermath)
  } catch (error) {
    if (error instanceof Inconclusive) return error
    throw error
  }
}

/** The verdict that an error of a check means; rethrows what no check may throw. */
function explain(error: unknown, check: Check, context: CheckContext, violated: Verdict): Judged {
  const { redact } = context.target
  if (error instanceof Violation) {
    const expected = redact(error.expected)
    const seen = redact(error.seen)
    const counterexample =
      error instanceof GeneratedViolation ? redacted(error.counterexample, redact) : undefined
    const tried = error.tried ?? check.tried
    const reason = `expected ${expected}; saw ${seen}`
    return [
      violated,
      {
        reason,
        expected,
        seen,
        ...(error.cause !== undefined && { cause: redact(error.cause) }),
        ...(tried !== undefined && { tried }),
        ...(error.difference && { difference: redactedDifference(error.difference, redact) }),
        ...context.exchanges.told(error, context.shownBy(error)),
        ...(counterexample && { counterexample }),
        ...(context.sentBy.size > 0 && { sentBy: [...context.sentBy] }),
        ...(context.accountedForBy.size > 0 && { accountedForBy: [...context.accountedForBy] }),
      },
    ]
  }
  if (error instanceof NotTested) return ['not-tested', { reason: redact(error.message) }]
  if (error instanceof Inconclusive) {
    return ['inconclusive', { reason: redact(error.message), ...context.exchanges.told() }]
  }
  throw error
}

function redacted(found: Counterexample, redact: Redact): Counterexample {
  return { ...found, payload: redact(found.payload) }
}

function redactedDifference({ expected, seen, ...rest }: Difference, redact: Redact): Difference {
  return { expected: redact(expected), seen: redact(seen), ...rest }
}
