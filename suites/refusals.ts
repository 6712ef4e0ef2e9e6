import pLimit from 'p-limit'
import { check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { type Need, unmet } from '../helpers/checks/needs.ts'
import type { Contract } from '../helpers/contract/contract.ts'
import type { RequirementId } from '../helpers/contract/requirement-ids.ts'
import type { Outcome } from '../helpers/contract/types.ts'
import type { StoredGroup } from '../helpers/fixtures/siblings.ts'
import type { Answer } from '../helpers/target/answer.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'
import { Inconclusive, Violation } from '../helpers/verdict/signals.ts'

/** A request that must be refused. */
export interface Attempt {
  readonly id: string
  /** What is wrong with it, to follow the words "an update". */
  readonly what: string
  readonly of: RequirementId
  readonly needs?: readonly Need[]
  readonly appliesTo?: (contract: Contract) => boolean
  /** Makes the request from a valid update of the check's group. */
  readonly from: (update: UpdateRequest, t: CheckContext) => UpdateRequest
  /** The outcomes that the documents allow for it, the plainest first. */
  readonly outcomes: readonly [Outcome, ...Outcome[]]
  /** Sent over a connection of its own, so that nothing an earlier request of the connection showed is remembered. */
  readonly freshConnection?: boolean
  /** Whether it is a login that fails: then it comes when everything has been put back. */
  readonly failsLogin?: boolean
  /** Whether that is counted for no user that there is. */
  readonly ofNobody?: boolean
  /** Ids of checks that explain it where they fail too. */
  readonly after?: readonly string[]
}

/** Attempts of a table in flight at once. */
const atOnce = 6

/**
 * The checks of a table of attempts; `what` is wrong with all of them, to follow the words "an update". Three duties: each attempt is refused (a check each); the refusals are the
 * documented ones (one check for all); and a refusal refuses, so that nothing is stored (one check for all).
 */
export function refusals(
  {
    namesGroup = false,
    ...ids
  }: {
    readonly status: string
    readonly changesNothing: string
    /** Whether each could be carried out, but for who sends it: what it may touch is the group's dates as well. */
    readonly namesGroup?: boolean
  },
  what: string,
  documented: RequirementId,
  attempts: readonly Attempt[],
) {
  const each = attempts.map(({ id }) => id)
  const failedLogins = attempts.filter(({ failsLogin }) => failsLogin)
  return [
    // The first of them, so that its requests are those of the others as well.
    check(
      ids.changesNothing,
      `MUST leave the group as it was when it refuses an update ${what}`,
      {
        of: 'refusal-changes-nothing',
        needs: ['read-back'],
        // Wrong logins may name a given group, which is a bystander to all other requests.
        after: [
          ...each,
          'other-group-kept',
          ...(failedLogins.length > 0 ? ['refusals-keep-bystanders'] : []),
        ],
        failedLogins,
      },
      (t) => expectNothingChanged(t, possible(attempts, t), namesGroup),
    ),
    ...attempts.map((attempt) => {
      const { id, what: wrong, of, needs = [], appliesTo = () => true, after = [] } = attempt
      const claim = {
        of,
        needs,
        appliesTo,
        after,
        onlyRefused: true,
        failedLogins: attempt.failsLogin ? [attempt] : [],
      }
      return check(id, `MUST refuse an update ${wrong}`, claim, async (t) =>
        expectRefused(t, attempt, await sendOnce(t, attempt)),
      )
    }),
    check(
      ids.status,
      `MUST refuse each update ${what} in the documented way`,
      { of: documented, onlyRefused: true, after: each, failedLogins },
      async (t) => {
        await Promise.all(
          possible(attempts, t).map(async (attempt) =>
            t.expectOutcome(await sendOnce(t, attempt), ...attempt.outcomes),
          ),
        )
      },
    ),
  ]
}

/** The check of an attempt and the one of all refusals ask the same question: it is sent once for both. */
function sendOnce(t: CheckContext, attempt: Attempt): Promise<Answer> {
  return t.sendOnce(attempt.id, () => requestOf(t, attempt), attempt.freshConnection ?? false)
}

/** A login that was let in is sent again: where it is refused then, what is wrong in it is not why it was let in. */
async function expectRefused(t: CheckContext, attempt: Attempt, answer: Answer): Promise<void> {
  const [due] = attempt.outcomes
  try {
    t.expectRefused(answer, due)
  } catch (error) {
    const isLetIn = attempt.failsLogin && t.isAccepted(answer)
    if (!(error instanceof Violation) || !isLetIn || !(await isRefusedAgain(t, attempt))) throw error
    const again = 'the same request sent again was refused: it does not depend on what was wrong in it'
    throw new Violation(error.expected, `${error.seen}; ${again}`, answer, error.cause)
  }
}

async function isRefusedAgain(t: CheckContext, attempt: Attempt): Promise<boolean> {
  try {
    return t.isRefusal(await t.sendFresh(requestOf(t, attempt)))
  } catch (error) {
    if (error instanceof Inconclusive) return false
    throw error
  }
}

function requestOf(t: CheckContext, { from, outcomes }: Attempt): UpdateRequest {
  return from(t.group.update(), t).refusedBy(...outcomes)
}

function possible(attempts: readonly Attempt[], t: CheckContext): Attempt[] {
  return attempts.filter(
    ({ needs = [], of, appliesTo = () => true }) =>
      of in t.contract.requirements &&
      appliesTo(t.contract) &&
      needs.every((need) => unmet(need, t.target, t.fixtures.capabilities) === undefined),
  )
}

async function getReady(t: CheckContext, namesGroup: boolean): Promise<StoredGroup> {
  const numbers = t.contract.members.numbers === undefined ? {} : { numbers: t.fixtures.names.numbers(1) }
  const before = await t.atRest(numbers)
  if (namesGroup) await t.passASecond(before)
  return before
}

/** With values of its own before it, so that each of them shows what a refused update wrote. */
async function expectNothingChanged(
  t: CheckContext,
  attempts: readonly Attempt[],
  namesGroup: boolean,
): Promise<void> {
  const ready = getReady(t, namesGroup)
  const limit = pLimit(atOnce)
  const inTurn = async <Heard>(ask: () => Promise<Heard>): Promise<Heard> => {
    await Promise.allSettled([ready])
    return limit(ask)
  }
  const answers = attempts.map((attempt) => {
    const { id, freshConnection = false, failsLogin = false } = attempt
    // Nobody else waits for a second to pass, except for the answers to logins that fail: none is sent twice.
    if (namesGroup && !failsLogin) return inTurn(() => t.sendFresh(requestOf(t, attempt)))
    return t.sendForAll(id, () => requestOf(t, attempt), freshConnection, inTurn)
  })
  const sent = await Promise.allSettled(answers)
  const before = await ready
  for (const each of sent) if (each.status === 'rejected') throw each.reason
  await t.expectUnchanged(t.group, before)
}
