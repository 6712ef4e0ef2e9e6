import type { Trust } from '../diagnosis/unconfirmed.ts'
import { cleanUp } from '../fixtures/clean-up.ts'
import type { Fixtures } from '../fixtures/fixtures.ts'
import type { Leftover } from '../fixtures/leftover.ts'
import { hintOfExpiry } from '../fixtures/not-the-endpoint.ts'
import type { Workshop } from '../fixtures/prepare.ts'
import { isOfIntermediary } from '../target/intermediary.ts'
import type { Target } from '../target/target.ts'
import { TimeOver } from './ending.ts'

/** Milliseconds that putting things right may take once the time of a run is over (docs/staging.md). */
const longestCleanUp = 5_000

/** What came of putting everything back before the logins that fail. */
export interface PutBack {
  readonly lost: Trust | undefined
  readonly leftovers: readonly Leftover[]
  /** How many breaches of kinds there were by then. */
  readonly breaches: number
}

/** What the checks of a session have come to so far. */
export interface SoFar {
  /** When each check ended, by the log of exchanges. */
  readonly ended: ReadonlyMap<string, number>
  /** Whether the server broke no duty, as far as that was judged to the end. */
  readonly isFaultless: () => boolean
  /** Whether no further check begins. */
  readonly isStopped: () => boolean
}

/** The last control request: what was learned since the last one that was served counts for nothing. */
export async function trustIn(fixtures: Fixtures, { ended }: SoFar): Promise<Trust | undefined> {
  const { target, log, capabilities } = fixtures
  if (!capabilities.writes) return undefined
  const heard =
    target.client.givenUp === undefined ? await fixtures.control() : { silence: target.client.givenUp }
  const unconfirmed = [...ended].flatMap(([id, at]) => (log.isConfirmed(at) ? [] : [id]))
  if (unconfirmed.length === 0) return undefined
  const foreign = !('answer' in heard) || isOfIntermediary(heard.answer.status)
  const seen = 'answer' in heard ? `it answers ${heard.answer.status} at the end` : heard.silence
  const hint = 'answer' in heard ? hintOfExpiry(target, heard.answer) : ''
  return { reason: `the target carries out no valid update any more (${seen})${hint}`, unconfirmed, foreign }
}

/**
 * The last control request, and everything put back: what the logins that fail may lock is not needed any more. A target
 * that is lost is left to the end.
 */
export async function putEverythingBack(shop: Workshop, fixtures: Fixtures, soFar: SoFar): Promise<PutBack> {
  const { target, debts, log } = shop
  const lost = await trustIn(fixtures, soFar)
  const breaches = log.breaches.length
  if (lost || target.client.givenUp !== undefined) {
    target.client.failedLogins.end(lost?.reason ?? target.client.givenUp ?? '')
    return { lost, breaches, leftovers: [] }
  }
  const leftovers = await cleanUpAfter(shop, soFar)
  debts.keepOnly(leftovers.flatMap(({ group }) => group ?? []))
  // A faulty server may yet write there what is sent to a group here.
  if (soFar.isFaultless()) debts.settleElsewhere()
  if (!soFar.isStopped()) await fixtures.rest(soFar.isFaultless())
  return { lost, breaches, leftovers }
}

/**
 * Puts right what is owed still; gives all that could not be. Where the account is locked, what the operator gave is as
 * it was put back before, unless one of the logins that were to fail was let in.
 */
export async function putRight(
  shop: Workshop,
  before: PutBack | undefined,
  soFar: SoFar,
): Promise<Leftover[]> {
  const { target, debts, log } = shop
  const isLocked = before !== undefined && target.isLocked
  const isLetIn = log.breaches.slice(before?.breaches).some(({ duty }) => duty === 'refused')
  if (isLocked && !isLetIn) debts.saved.splice(0)
  const after = await cleanUpAfter(shop, soFar)
  return isLocked ? [...before.leftovers.filter(({ group }) => !group), ...after] : after
}

function cleanUpAfter({ target, names, debts, log }: Workshop, soFar: SoFar): Promise<Leftover[]> {
  const course = { written: log.mayHaveWritten, isFaultless: soFar.isFaultless() }
  return cleanUp(target, names.marker, debts, course)
}

/** Where the time of the run is over, putting things right has a limit of its own: what is left then stays owed. */
export async function inItsTime<Outcome>(
  target: Target,
  signal: AbortSignal | undefined,
  doing: () => Promise<Outcome>,
): Promise<Outcome> {
  const late = signal?.reason instanceof TimeOver
  const timer = late
    ? setTimeout(() => target.client.cutOff('the time to put things right is over'), longestCleanUp)
    : undefined
  try {
    return await doing()
  } finally {
    clearTimeout(timer)
  }
}
