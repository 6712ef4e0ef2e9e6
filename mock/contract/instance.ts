import fc from 'fast-check'
import { isObject } from '../../helpers/contract/json-value.ts'
import type { Json, JsonObject } from '../../helpers/contract/types.ts'

type Resolve = (reference: string) => JsonObject

/** A value of a JSON Schema, as small as the schema allows; whoever uses it has to see whether it is valid. */
export function instanceOf(schema: Json | undefined, resolve: Resolve): Json {
  if (!isObject(schema)) return {}
  if (typeof schema.$ref === 'string') return instanceOf(resolve(schema.$ref), resolve)
  if (schema.const !== undefined) return schema.const
  for (const list of [schema.enum, schema.examples]) {
    if (Array.isArray(list) && list.length > 0) return list[0]
  }
  if (schema.default !== undefined) return schema.default
  if (Array.isArray(schema.allOf))
    return schema.allOf.map((part: Json) => instanceOf(part, resolve)).reduce(laidOver)
  for (const list of [schema.oneOf, schema.anyOf]) {
    if (Array.isArray(list)) return instanceOf(list[0], resolve)
  }
  return ofType(Array.isArray(schema.type) ? schema.type[0] : schema.type, schema, resolve)
}

function ofType(type: Json | undefined, schema: JsonObject, resolve: Resolve): Json {
  switch (type) {
    case 'string':
      return textOf(schema)
    case 'integer':
    case 'number':
      return typeof schema.minimum === 'number' ? schema.minimum : 1
    case 'boolean':
      return true
    case 'null':
      return null
    case 'array':
      return Array.from({ length: Number(schema.minItems ?? 0) }, () => instanceOf(schema.items, resolve))
    default:
      return objectOf(schema, resolve)
  }
}

function objectOf({ properties, required }: JsonObject, resolve: Resolve): JsonObject {
  const names = Array.isArray(required) ? required.map(String) : []
  const members = isObject(properties) ? properties : {}
  return Object.fromEntries(names.map((name) => [name, instanceOf(members[name], resolve)]))
}

function textOf({ pattern, minLength }: JsonObject): string {
  if (typeof pattern !== 'string') return 'text'.padEnd(Number(minLength ?? 0), '.')
  // Always the same one: a server that is started twice says the same.
  return fc.sample(fc.stringMatching(new RegExp(pattern, 'u')), { seed: 1, numRuns: 1 })[0] ?? ''
}

/** The members of both, those of the second where both have one. */
export function laidOver(below: Json, above: Json): Json {
  if (!isObject(below) || !isObject(above)) return above
  const members = Object.entries(above).map(([name, value]): [string, Json] => {
    const other = below[name]
    return [name, other === undefined ? value : laidOver(other, value)]
  })
  return { ...below, ...Object.fromEntries(members) }
}

/** The value with something put at a JSON pointer, in place of what is there. */
export function putAt(value: Json, pointer: string, inner: Json): Json {
  if (pointer === '') return inner
  const [, token = '', ...rest] = pointer.split('/')
  const name = token.replaceAll('~1', '/').replaceAll('~0', '~')
  const members = isObject(value) ? value : {}
  const deeper = rest.length === 0 ? '' : `/${rest.join('/')}`
  return { ...members, [name]: putAt(members[name] ?? {}, deeper, inner) }
}
