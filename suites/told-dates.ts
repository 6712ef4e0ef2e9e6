import type { CheckContext } from '../helpers/checks/context.ts'
import { memberOf } from '../helpers/contract/json-value.ts'
import type { Answer } from '../helpers/target/answer.ts'

/** The milliseconds of an extended JSON date; NaN, which equals nothing, where there are none. */
export function stampIn(t: CheckContext, answer: Answer): number {
  return Number(memberOf(memberOf(t.reported(answer).members.date, '$date'), '$numberLong') ?? Number.NaN)
}

/** A date of the reported group as text; one that is missing or no text is the duty of other checks. */
export function dateIn(t: CheckContext, answer: Answer, member: string): string {
  const date = t.reported(answer).members[member]
  return typeof date === 'string' ? date : ''
}

/** The time at the server, as far as it tells. */
export function nowAt(answer: Answer): number {
  return Date.parse(answer.header('date') ?? '') || Date.now()
}

/** Whether a time is more than a day from the one at the server: no time zone explains that. NaN is not. */
export function isFar(answer: Answer, time: number): boolean {
  return Math.abs(time - nowAt(answer)) > 86_400_000
}
