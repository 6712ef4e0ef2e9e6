import fc from 'fast-check'
import { isObject } from '../contract/json-value.ts'
import type { Json, JsonObject } from '../contract/types.ts'
import type { Cases } from './cases.ts'

/** A payload that breaks its schema in one place, and how. */
export type Violating = {
  readonly violation: string
  readonly payload: JsonObject
}

/** Values that no reading of a JSON string covers: a server may coerce a number, but not these. */
const noString: fc.Arbitrary<Json> = fc.oneof(
  fc.constant(null),
  fc.array(fc.constantFrom<Json>('x', 1, null, true), { maxLength: 3 }),
  fc.dictionary(fc.constantFrom('value', '$ne', '$gt', 'x'), fc.constantFrom<Json>('', 'x', null, 1), {
    maxKeys: 2,
  }),
)

/** A valid payload with one of its required members left out, or of a type that it cannot have. */
export function violating(right: fc.Arbitrary<JsonObject>, required: readonly string[]): Cases<Violating> {
  const member = fc.constantFrom(...required)
  const missing = fc.tuple(right, member).map(([payload, name]): Violating => {
    const { [name]: _left, ...rest } = payload
    return { violation: `${name} is left out`, payload: rest }
  })
  const mistyped = fc.tuple(right, member, noString).map(([payload, name, value]): Violating => {
    return { violation: `${name} is ${JSON.stringify(value)}`, payload: { ...payload, [name]: value } }
  })
  return { drawn: fc.oneof(missing, mistyped), isCase: isViolating }
}

function isViolating(value: Json): value is Violating {
  return isObject(value) && typeof value.violation === 'string' && isObject(value.payload)
}
