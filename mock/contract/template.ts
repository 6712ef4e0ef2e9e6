import type { Json, JsonObject } from '../../helpers/contract/types.ts'
import { isObject } from '../json.ts'

/** What stands in a value where a template has `{role}`, by role. */
export function valuesIn(template: Json | undefined, value: Json | undefined): JsonObject {
  if (typeof template === 'string') {
    const role = /^\{(\w+)\}$/.exec(template)?.[1]
    return role === undefined || value === undefined ? {} : { [role]: value }
  }
  if (!isObject(template) || !isObject(value)) return {}
  const found = Object.entries(template).map(([name, inner]) => valuesIn(inner, value[name]))
  return Object.assign({}, ...found)
}
