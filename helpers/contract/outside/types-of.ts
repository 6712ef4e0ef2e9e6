import { memberOf } from '../json-value.ts'
import type { Json } from '../types.ts'

/** The JSON types that a schema allows; none where it does not say. */
export function typesOf(schema: Json | undefined): string[] {
  const type = memberOf(schema, 'type')
  if (typeof type === 'string') return [type]
  if (Array.isArray(type)) return type.map(String)
  const [value, values] = [memberOf(schema, 'const'), memberOf(schema, 'enum')]
  if (value !== undefined) return [typeOf(value)]
  if (Array.isArray(values)) return [...new Set(values.map(typeOf))]
  return memberOf(schema, 'properties') === undefined ? [] : ['object']
}

function typeOf(value: Json): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return Number.isInteger(value) ? 'integer' : typeof value
}

/** Types as people read them: `an object or an array`. */
export function described(types: readonly string[]): string {
  const named = types.map((type) =>
    type === 'null' ? type : `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`,
  )
  return named.join(' or ')
}
