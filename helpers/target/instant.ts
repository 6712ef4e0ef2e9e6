/** The forms that SQS documents: `2020-01-20T13:43:01.000+0000` and `2019-02-01 09:59:32`. */
const form = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:?\d\d)?$/

/** A date to the second as the Autodialer's search shows it, in another calendar: `1402/09/30 18:06:15`. */
const otherCalendar = /^\d{4}\/\d\d?\/\d\d?[ T]\d\d?:\d\d:\d\d$/

/** Milliseconds since 1970 of a documented date, in UTC where it gives no offset; undefined for any other text. */
export function instantOf(date: string): number | undefined {
  const parts = form.exec(date)
  if (!parts) return undefined
  const [, day, time, fraction = '', offset = 'Z'] = parts
  const colon = offset.length === 5 ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset
  const instant = Date.parse(`${day}T${time}${fraction.slice(0, 4)}${colon}`)
  return Number.isNaN(instant) ? undefined : instant
}

/** The part that a text has to be given to be a documented date, where it is one but for that. */
export function missingIn(date: string): 'offset' | 'time' | undefined {
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?$/.test(date)) return 'offset'
  return /^\d{4}-\d\d-\d\d$/.test(date) ? 'time' : undefined
}

/** A number that grows with each second that a date of the other calendar tells; undefined for any other. */
export function secondOf(date: unknown): number | undefined {
  if (typeof date !== 'string' || !otherCalendar.test(date)) return undefined
  const [year = 0, ...rest] = date.split(/\D/).map(Number)
  // No part of a date after the year has more than two digits.
  return rest.reduce((sum, part) => sum * 100 + part, year)
}

/** Whether a date shows more than whole seconds. */
export function tellsMilliseconds(date: string): boolean {
  const fraction = form.exec(date)?.[3]
  return fraction !== undefined && /[1-9]/.test(fraction)
}

/**
 * Whether two documented dates tell different times, as far as both tell them: a copy for reading may keep whole seconds
 * only, and the last digit may be rounded. What is no such date tells nothing, nor do two of which one gives no offset.
 */
export function isOtherTime(one: unknown, other: unknown): boolean {
  if ([one, other].every((date) => typeof date === 'string' && otherCalendar.test(date))) return one !== other
  if (typeof one !== 'string' || typeof other !== 'string' || givesOffset(one) !== givesOffset(other))
    return false
  const [first, second] = [instantOf(one), instantOf(other)]
  if (first === undefined || second === undefined) return false
  const precise = tellsMilliseconds(one) && tellsMilliseconds(other)
  return Math.abs(first - second) > (precise ? 1 : 1_000)
}

function givesOffset(date: string): boolean {
  return form.exec(date)?.[4] !== undefined
}
