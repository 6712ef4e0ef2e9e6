import { isObject } from '../json-value.ts'
import type { Json, JsonObject } from '../types.ts'
import { withoutAllOf } from './all-of.ts'
import { withWholeOperations } from './parameters.ts'

/**
 * A vendor's document as OpenAPI 3.1 has it: `nullable` of 3.0 is a type beside the others, the parameters of a path are
 * those of each operation there, and a schema put together by `allOf` is one schema.
 */
export function as31(document: JsonObject): JsonObject {
  const whole = withoutNullable(document)
  return withWholeOperations(withoutAllOf(isObject(whole) ? whole : document))
}

function withoutNullable(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutNullable)
  if (!isObject(value)) return value
  const members = Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, withoutNullable(inner)]),
  )
  const { nullable, ...rest } = members
  if (typeof nullable !== 'boolean') return members
  return nullable && typeof rest.type === 'string' ? { ...rest, type: [rest.type, 'null'] } : rest
}
