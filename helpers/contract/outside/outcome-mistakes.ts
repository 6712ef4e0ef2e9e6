import { memberOf } from '../json-value.ts'
import type { Json, JsonObject } from '../types.ts'
import { inside, type Mistake } from './mistake.ts'
import { type Operation, objectAt, schemaNamed } from './parts.ts'

/** A way in which an outcome shows itself, and the pointer to it. */
interface Way {
  readonly outcome: string
  readonly at: string
  readonly status: string
  readonly mark: Json | undefined
  readonly body: Json | undefined
}

/** What the outcomes of the update say that its responses do not, or that tells a refusal from success by nothing. */
export function outcomeMistakes(document: JsonObject, { at, value }: Operation): Mistake[] {
  if (memberOf(value, 'x-outcomes') === undefined)
    return [{ at, says: 'the member x-outcomes is missing; expected how each outcome shows itself' }]
  const ways = waysIn(value)
  const updated = ways.filter(({ outcome }) => outcome === 'updated')
  const statuses = Object.keys(objectAt(value, 'responses'))
  return ways.flatMap((way) => {
    const place = inside(at, 'x-outcomes') + way.at
    return [
      ...(isDocumented(way.status, statuses)
        ? []
        : [
            {
              at: inside(place, 'status'),
              says: `the responses have no status ${way.status}; expected ${statuses.join(', ')}`,
            },
          ]),
      ...updated
        .filter((other) => isAlike(way, other))
        .map((other) => ({
          at: place,
          says: `nothing tells it from ${other.at}, which has this status too; expected a mark that only one of them has`,
        })),
      ...schemaNamed(document, way.mark, inside(place, 'mark')),
      ...schemaNamed(document, way.body, inside(place, 'body')),
    ]
  })
}

function waysIn(operation: Json): Way[] {
  return Object.entries(objectAt(operation, 'x-outcomes')).flatMap(([outcome, ways]) =>
    (Array.isArray(ways) ? ways : []).map((way: Json, index) => ({
      outcome,
      at: inside('', outcome, index),
      status: String(memberOf(way, 'status')),
      mark: memberOf(way, 'mark'),
      body: memberOf(way, 'body'),
    })),
  )
}

/** A class is documented by any status of it, and what stands for all others documents each. */
function isDocumented(status: string, statuses: readonly string[]): boolean {
  return statuses.some((each) => each === 'default' || meets(each, status))
}

function meets(one: string, other: string): boolean {
  const isClass = one.endsWith('XX') || other.endsWith('XX')
  return isClass ? one[0] === other[0] : one === other
}

/**
 * Whether an answer may be taken for a refusal though it says that the update was carried out. Two refusals may look
 * alike: not every vendor tells them apart.
 */
function isAlike(refusal: Way, success: Way): boolean {
  return (
    refusal.outcome !== 'updated' &&
    meets(refusal.status, success.status) &&
    (refusal.mark === undefined || refusal.mark === success.mark)
  )
}
