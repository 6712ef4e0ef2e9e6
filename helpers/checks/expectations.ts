import type { Contract } from '../contract/contract.ts'
import { sameJson } from '../contract/json-value.ts'
import type { GroupValues, Json, JsonObject, Outcome } from '../contract/types.ts'
import { tellDifference } from '../difference/difference.ts'
import type { Whose } from '../difference/nature.ts'
import type { StoredGroup } from '../fixtures/siblings.ts'
import type { Answer } from '../target/answer.ts'
import { insteadOf, internalError } from '../target/causes.ts'
import { describeAnswer, show } from '../target/describe.ts'
import { contentRefusals } from '../target/exchange-kind.ts'
import { isContentRefusal, isUnknownMethod } from '../target/judge-exchange.ts'
import {
  describeOutcome,
  isAccepted,
  isInternalError,
  isRefusal,
  manifestationOf,
  showsAny,
} from '../target/outcome.ts'
import type { UpdateRequest } from '../target/update-request.ts'
import { type Difference, firstDifference, reportedGroup } from '../target/values.ts'
import { Violation } from '../verdict/signals.ts'
import { storedChange } from './stored-change.ts'

/** `200 or 4xx with success 0` is no example of a refusal: whatever refuses there looks so. */
function aRefusal(lawful: string): string {
  if (lawful === 'a refusal') return lawful
  const [, status, mark] = /^([^,]*) with ([^,]*)$/.exec(lawful) ?? []
  return mark === undefined ? `a refusal, such as ${lawful}` : `a refusal: ${mark}, with status ${status}`
}

/**
 * What a check may expect of an answer. Each throws a Violation that says what was expected and what came; its cause is
 * the unexpected status or member and the kind of answer, so that findings of one cause can be told together.
 */
export abstract class Expectations {
  abstract get contract(): Contract

  abstract note(remark: string): void

  /** Whose value one is that came in place of what was sent. */
  abstract whose(sent: GroupValues): Whose

  /** The answer is a lawful manifestation of one of the outcomes. */
  expectOutcome(answer: Answer, ...outcomes: readonly [Outcome, ...Outcome[]]): void {
    for (const outcome of outcomes) {
      const manifestation = manifestationOf(this.contract, answer, outcome)
      if (!manifestation) continue
      if ((this.contract.outcomes[outcome]?.length ?? 0) > 1)
        this.note(`${outcome} was answered with ${answer.status}`)
      return
    }
    if (showsAny(this.contract, answer, outcomes)) return
    const lawful = new Set(outcomes.map((outcome) => describeOutcome(this.contract, outcome)))
    const expected = [...lawful].join('; or ')
    throw new Violation(expected, describeAnswer(answer), answer, this.#insteadOf(answer, outcomes[0]))
  }

  /** The answer says that the update was carried out. */
  expectAccepted(answer: Answer): void {
    if (isAccepted(this.contract, answer)) return
    throw new Violation(
      'the update to be accepted',
      describeAnswer(answer),
      answer,
      this.#insteadOf(answer, 'updated'),
    )
  }

  /** The answer refuses the update, by whichever refusal: whether it is the one that is due is another check's duty. */
  expectRefused(answer: Answer, due: Outcome, expected?: string): void {
    if (isRefusal(this.contract, answer)) return
    const lawful = describeOutcome(this.contract, due)
    throw new Violation(
      expected ?? aRefusal(lawful),
      describeAnswer(answer),
      answer,
      this.#insteadOf(answer, due),
    )
  }

  /**
   * Whether an update that may be refused for what it holds was carried out. A Violation where it was neither that nor
   * refused for its content, or by what else it may be refused.
   */
  isTaken(answer: Answer, by: readonly Outcome[] = contentRefusals): boolean {
    if (isAccepted(this.contract, answer)) return true
    this.expectNoInternalError(answer)
    if (isContentRefusal(this.contract, answer, by)) {
      this.note(`refused with ${answer.status}`)
      return false
    }
    throw new Violation(
      'the update to be carried out, or refused for what it holds',
      describeAnswer(answer),
      answer,
      this.#insteadOf(answer, 'updated'),
    )
  }

  isAccepted(answer: Answer): boolean {
    return isAccepted(this.contract, answer)
  }

  isRefusal(answer: Answer): boolean {
    return isRefusal(this.contract, answer)
  }

  /** No internal error, whatever was sent. */
  expectNoInternalError(answer: Answer, request?: UpdateRequest): void {
    if (request && isUnknownMethod(this.contract, request, answer)) return
    if (!isInternalError(this.contract, answer)) return
    throw new Violation('no internal error', describeAnswer(answer), answer, internalError(answer))
  }

  /** The group that the answer reports. A Violation where there is none. */
  reported(answer: Answer): { readonly values: GroupValues; readonly members: JsonObject } {
    const group = reportedGroup(this.contract, answer)
    if (group) return group
    throw new Violation('an answer that reports the group', describeAnswer(answer), answer)
  }

  /**
   * The answer reports the values that were sent, as far as it shows them: that it shows all is another check's duty.
   * Where answers have no body by the documents, there is nothing to see in them.
   */
  expectReported(answer: Answer, sent: GroupValues): void {
    if (!this.contract.reports) return
    const difference = firstDifference(sent, this.reported(answer).values)
    if (difference) throw this.#notAsSent(difference, 'reported', sent, answer)
  }

  /** What is wrong where a stored group does not hold the values; a member that the read-back does not show is nothing. */
  notStored(stored: StoredGroup, sent: GroupValues): Violation | undefined {
    const difference = firstDifference(sent, stored.values)
    if (difference) return this.#notAsSent(difference, 'stored', sent)
    const { numbers } = sent
    const { count } = stored.members
    if (!Array.isArray(numbers) || count === undefined || Number(count) === numbers.length) return undefined
    return new Violation(
      `${numbers.length} numbers to be stored`,
      `a stored count of ${JSON.stringify(count)}`,
      undefined,
      `the wrong number of ${this.contract.members.numbers ?? 'numbers'} is stored`,
    )
  }

  /** What is wrong where a group is not stored as it was before, dates included. */
  changed(before: StoredGroup, after: StoredGroup): Violation | undefined {
    const change = storedChange(this.contract, before, after)
    if (change === undefined) return undefined
    return this.#differing(
      change,
      ' of the group still',
      this.whose(before.values),
      undefined,
      'a group changed that had to stay as it was',
      ' of the group is now',
    )
  }

  /** A component schema of the contract holds. */
  expectSchema(schema: string, value: Json | undefined, answer: Answer): void {
    if (value === undefined)
      throw new Violation(
        `${schema} as documented`,
        `none in ${describeAnswer(answer)}`,
        answer,
        `${schema}: it is missing`,
      )
    const problems = this.contract.validate(schema, value).map(({ says }) => says)
    if (problems.length === 0) return
    throw new Violation(
      `${schema} as documented`,
      `${problems.slice(0, 5).join('; ')} in ${show(value)}`,
      answer,
      `${schema}: ${problems[0]}`,
    )
  }

  /** A value is as it is due: what differs is told and marked. */
  expectSame(member: string, due: Json | undefined, seen: Json | undefined, answer?: Answer): void {
    if (due === undefined ? seen !== undefined : !sameJson(due, seen))
      throw this.#differing({ member, sent: due, seen }, '', () => undefined, answer)
  }

  expect(holds: boolean, expected: string, seen: string, answer?: Answer): void {
    if (!holds) throw new Violation(expected, seen, answer)
  }

  /** The cause where a status came in place of the outcome that was due; an internal error is one whatever was due. */
  #insteadOf(answer: Answer, due: Outcome): string {
    return isInternalError(this.contract, answer)
      ? internalError(answer)
      : insteadOf(this.contract, answer, due)
  }

  #notAsSent(
    { role, ...values }: Difference,
    how: 'reported' | 'stored',
    all: GroupValues,
    answer?: Answer,
  ): Violation {
    const member = this.contract.members[role] ?? role
    return this.#differing({ member, ...values }, ` ${how} as`, this.whose(all), answer)
  }

  #differing(
    values: Parameters<typeof tellDifference>[0],
    how: string,
    whose: Whose,
    answer?: Answer,
    because?: string,
    now?: string,
  ): Violation {
    const { expected, seen, cause, difference } = tellDifference(values, how, whose, now)
    return new Violation(expected, seen, answer, because ?? cause, difference)
  }
}
