import { isObject, memberOf } from '../json-value.ts'
import type { Json, JsonObject } from '../types.ts'

/**
 * A vendor's document as OpenAPI 3.1 has it: `nullable` of 3.0 is a type beside the others, and the parameters of a
 * path are those of each operation there.
 */
export function as31(document: JsonObject): JsonObject {
  const whole = withoutNullable(document)
  const { paths } = isObject(whole) ? whole : document
  const items = Object.entries(isObject(paths) ? paths : {}).map(([path, item]): [string, Json] => [
    path,
    isObject(item) ? withParameters(item) : item,
  ])
  return { ...(isObject(whole) ? whole : document), paths: Object.fromEntries(items) }
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

/** Those of the operation stand in place of those of the path that have the same name and place. */
function withParameters(item: JsonObject): JsonObject {
  const { parameters, ...operations } = item
  if (!Array.isArray(parameters)) return item
  const key = (parameter: Json) => `${memberOf(parameter, 'in')} ${memberOf(parameter, 'name')}`
  const all = Object.entries(operations).map(([method, operation]): [string, Json] => {
    if (!isObject(operation)) return [method, operation]
    const own: readonly Json[] = Array.isArray(operation.parameters) ? operation.parameters : []
    const shared = parameters.filter((each: Json) => !own.some((other) => key(other) === key(each)))
    return [method, { ...operation, parameters: [...shared, ...own] }]
  })
  return Object.fromEntries(all)
}
