import { isAnnotation } from '../drawable.ts'
import { isObject, memberOf, sameJson, valueAt } from '../json-value.ts'
import type { Json, JsonObject } from '../types.ts'

/**
 * The document with each schema that is put together of parts as one schema, as far as its parts say nothing against
 * each other: what is read from its members finds them in one place. The others stay as they are.
 */
export function withoutAllOf(document: JsonObject): JsonObject {
  const { components } = document
  const schemas = memberOf(components, 'schemas')
  if (!isObject(components) || !isObject(schemas)) return document
  // One that is but another name for a schema has that one's members.
  const named = Object.entries(schemas).map(([name, schema]): [string, Json] => [
    name,
    joined(document, schema, [])?.schema ?? schema,
  ])
  const whole = { ...document, components: { ...components, schemas: Object.fromEntries(named) } }
  return Object.fromEntries(Object.entries(whole).map(([name, value]) => [name, plain(whole, value, [])]))
}

/** A value with its schemas as one each; `above` are the references that led to it, none of which is followed again. */
function plain(document: JsonObject, value: Json, above: readonly string[]): Json {
  if (Array.isArray(value)) return value.map((item: Json) => plain(document, item, above))
  if (!isObject(value)) return value
  const { schema, followed } = isOfParts(value)
    ? (joined(document, value, above) ?? { schema: value, followed: above })
    : { schema: value, followed: above }
  return Object.fromEntries(
    Object.entries(schema).map(([name, inner]) => [name, plain(document, inner, followed)]),
  )
}

function isOfParts({ allOf, $ref, properties }: JsonObject): boolean {
  return Array.isArray(allOf) || (typeof $ref === 'string' && properties !== undefined)
}

interface Joined {
  readonly schema: JsonObject
  /** References that led to it. */
  readonly followed: readonly string[]
}

/** A schema with the parts that it refers to as one; undefined where they cannot be that. */
function joined(document: JsonObject, value: Json | undefined, above: readonly string[]): Joined | undefined {
  if (!isObject(value)) return undefined
  const { allOf, $ref, ...own } = value
  const reference = typeof $ref === 'string' ? [$ref] : []
  if (reference.some((to) => above.includes(to))) return undefined
  const path = [...above, ...reference]
  const parts: readonly Json[] = Array.isArray(allOf) ? allOf : []
  const referred = reference.map((to) => valueAt(document, to.slice(1)))
  let whole: Joined = { schema: {}, followed: path }
  for (const part of [...referred, ...parts]) {
    const next = joined(document, part, path)
    const schema = next && both(whole.schema, next.schema)
    if (!schema) return undefined
    whole = { schema, followed: [...whole.followed, ...next.followed] }
  }
  const schema = both(whole.schema, own)
  return schema && { ...whole, schema }
}

/** Keywords whose meaning depends on what stands beside them. */
const bound = [
  'additionalProperties',
  'unevaluatedProperties',
  'if',
  'then',
  'else',
  'contains',
  'prefixItems',
]

/** One schema of what two ask for; undefined where they ask for different things in the same words. */
function both(one: JsonObject, other: JsonObject): JsonObject | undefined {
  const isTold = [one, other].some((each) => Object.keys(each).every(isAnnotation))
  if (!isTold && [one, other].some((each) => bound.some((name) => each[name] !== undefined))) return undefined
  const merged: Record<string, Json> = { ...one }
  for (const [keyword, value] of Object.entries(other)) {
    const before = merged[keyword]
    const found = before === undefined ? value : bothOf(keyword, before, value)
    if (found === undefined) return undefined
    merged[keyword] = found
  }
  return merged
}

function bothOf(keyword: string, one: Json, other: Json): Json | undefined {
  if (isAnnotation(keyword) || sameJson(one, other)) return other
  if (keyword === 'required' && Array.isArray(one) && Array.isArray(other))
    return [...new Set([...one, ...other])]
  if (keyword !== 'properties' || !isObject(one) || !isObject(other)) return undefined
  const merged: Record<string, Json> = { ...one }
  for (const [name, schema] of Object.entries(other)) {
    const before = merged[name]
    // Of a member, what cannot be one schema is still asked for, part by part.
    merged[name] = before === undefined || sameJson(before, schema) ? schema : { allOf: [before, schema] }
  }
  return merged
}
