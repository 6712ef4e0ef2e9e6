import type { Contract } from '../contract/contract.ts'
import { isObject, sameJson, valueAt } from '../contract/json-value.ts'
import { rolesOf } from '../contract/roles.ts'
import type { GroupValues, Json, JsonObject, Outcome, Role } from '../contract/types.ts'
import type { PlainUpdate } from '../fixtures/plain-update.ts'
import type { StoredGroup } from '../fixtures/siblings.ts'
import type { Answer } from '../target/answer.ts'
import { describeOutcome, isAccepted, isRefusal, manifestationOf } from '../target/outcome.ts'
import { Inconclusive, Violation } from '../verdict/signals.ts'

/**
 * What a check may expect of an answer. Each throws a Violation that says what was expected and what came; its cause is
 * the unexpected status or member and the kind of answer, so that findings of one cause can be told together.
 */
export abstract class Expectations {
  abstract get contract(): Contract

  /** What is wrong with a plain update already: checks of other duties look past it. */
  abstract get plain(): PlainUpdate

  abstract note(remark: string): void

  /** The answer is a lawful manifestation of one of the outcomes. */
  expectOutcome(answer: Answer, ...outcomes: readonly [Outcome, ...Outcome[]]): void {
    for (const outcome of outcomes) {
      const manifestation = manifestationOf(this.contract, answer, outcome)
      if (!manifestation) continue
      if ((this.contract.outcomes[outcome]?.length ?? 0) > 1)
        this.note(`${outcome} was answered with ${answer.status}`)
      return
    }
    const expected = outcomes.map((outcome) => describeOutcome(this.contract, outcome)).join('; or ')
    throw new Violation(expected, describeAnswer(answer), answer, insteadOf(answer, outcomes[0]))
  }

  /** The answer says that the update was carried out. */
  expectAccepted(answer: Answer): void {
    if (isAccepted(this.contract, answer)) return
    if (!this.plain.accepted) throw new Inconclusive('even a plain update is not accepted')
    throw new Violation(
      'the update to be accepted',
      describeAnswer(answer),
      answer,
      insteadOf(answer, 'updated'),
    )
  }

  /** The answer refuses the update, by whichever refusal: whether it is the one that is due is another check's duty. */
  expectRefused(answer: Answer, due: Outcome, expected = 'a refusal'): void {
    if (isRefusal(this.contract, answer)) return
    throw new Violation(expected, describeAnswer(answer), answer, insteadOf(answer, due))
  }

  isAccepted(answer: Answer): boolean {
    return isAccepted(this.contract, answer)
  }

  /** The answer says so, and shows the group where a plain update does: a list of errors with status 200 does not. */
  isCarriedOut(answer: Answer): boolean {
    const group = valueAt(answer.json, this.contract.groupAt)
    const shown = isObject(group) && Object.keys(rolesOf(this.contract, group)).length > 0
    return isAccepted(this.contract, answer) && (shown || !this.plain.reported)
  }

  isRefusal(answer: Answer): boolean {
    return isRefusal(this.contract, answer)
  }

  /** No internal error, whatever was sent. */
  expectNoInternalError(answer: Answer): void {
    if (answer.status < 500) return
    throw new Violation(
      'no internal error',
      describeAnswer(answer),
      answer,
      `internal error ${answer.status}`,
    )
  }

  /**
   * The group that the answer reports. A Violation where there is none; where a plain update reports none either,
   * that is the finding of other checks, and nothing is left to read.
   */
  reported(answer: Answer): { readonly values: GroupValues; readonly members: JsonObject } {
    const group = valueAt(answer.json, this.contract.groupAt)
    if (isObject(group)) return { values: rolesOf(this.contract, group), members: group }
    if (!this.plain.accepted) throw new Inconclusive('even a plain update is not accepted')
    if (!this.plain.reported) return { values: {}, members: {} }
    throw new Violation('an answer that reports the group', describeAnswer(answer), answer)
  }

  /**
   * The answer reports the values that were sent. A member that it leaves out is the duty of another check, and so,
   * unless the check is about plain updates, is one that a plain update reports wrongly.
   */
  expectReported(answer: Answer, sent: GroupValues, lookPast = this.plain.misreported): void {
    const { values } = this.reported(answer)
    this.#expectSame(values, sent, 'reported', lookPast, answer)
  }

  /**
   * The stored group holds the values. A member that the read-back does not show cannot be judged; one that a plain
   * update stores wrongly is, unless the check is about plain updates, looked past.
   */
  expectStored(stored: StoredGroup, sent: GroupValues, lookPast = this.plain.misstored): void {
    this.#expectSame(stored.values, sent, 'stored', lookPast)
    const numbers = sent.numbers
    const count = stored.members.count
    if (!Array.isArray(numbers) || count === undefined || lookPast.has('numbers')) return
    if (Number(count) !== numbers.length) {
      throw new Violation(
        `${numbers.length} numbers to be stored`,
        `a stored count of ${JSON.stringify(count)}`,
        undefined,
        notAsSent(this.contract.members.numbers ?? 'numbers'),
      )
    }
  }

  /** A group is stored as it was before, its time of update aside. */
  expectUnchanged(before: StoredGroup, after: StoredGroup): void {
    const shown = ({ values, members: { count } }: StoredGroup): JsonObject => ({
      ...values,
      ...(count !== undefined && { count }),
    })
    if (sameJson(shown(before), shown(after))) return
    throw new Violation(
      `the group stored as before, ${show(shown(before))}`,
      show(shown(after)),
      undefined,
      'a group changed that had to stay as it was',
    )
  }

  /** A component schema of the contract holds. */
  expectSchema(schema: string, value: Json | undefined, answer: Answer): void {
    const problems = value === undefined ? ['it is missing'] : this.contract.validate(schema, value)
    if (problems.length === 0) return
    throw new Violation(
      `${schema} as documented`,
      `${problems.slice(0, 5).join('; ')} in ${show(value)}`,
      answer,
      `${schema}: ${problems[0]}`,
    )
  }

  expect(holds: boolean, expected: string, seen: string, answer?: Answer): void {
    if (!holds) throw new Violation(expected, seen, answer)
  }

  #expectSame(
    seen: GroupValues,
    sent: GroupValues,
    how: 'reported' | 'stored',
    lookPast: ReadonlySet<Role>,
    answer?: Answer,
  ): void {
    for (const [role, value] of Object.entries(sent) as [Role, Json][]) {
      if (lookPast.has(role)) continue
      const member = this.contract.members[role] ?? role
      const other = seen[role]
      if (other === undefined || sameJson(other, value)) continue
      throw new Violation(
        `${member} ${how} as ${show(value)}`,
        `${member} ${how} as ${show(other)}`,
        answer,
        notAsSent(member),
      )
    }
  }
}

/** The cause where a status came in place of the outcome that was due. */
function insteadOf({ status }: Answer, due: Outcome): string {
  return `${status} instead of ${due}`
}

/** The cause where a member came back with another value, whether an answer reports it so or it is stored so. */
function notAsSent(member: string): string {
  return `${member} is not kept as it was sent`
}

/** A JSON value for people, cut where it is long. */
export function show(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  return text.length > 200 ? `${text.slice(0, 200)}… (${text.length} characters)` : text
}

/** An answer in a few words: its status, media type and the start of its body. */
export function describeAnswer(answer: Answer): string {
  const start = new TextDecoder().decode(answer.body.subarray(0, 160)).replace(/\s+/g, ' ').trim()
  const body = start === '' ? 'no body' : start.length < answer.body.length ? `${start}…` : start
  return `${answer.status} ${answer.mediaType || '(no content type)'}: ${body}`
}
