import { isObject } from '../json-value.ts'
import type { Json, JsonObject } from '../types.ts'
import { inside } from './mistake.ts'

/** Keywords that hold one schema. */
const ofOne = [
  ...['items', 'contains', 'additionalProperties', 'unevaluatedItems', 'unevaluatedProperties'],
  ...['propertyNames', 'contentSchema'],
]
/** Keywords that hold one schema, of the very value that the schema around it is of. */
const ofSame = ['not', 'if', 'then', 'else']
/** Keywords that hold a list of schemas; all but `prefixItems` are of the very same value. */
const ofList = ['prefixItems', 'allOf', 'anyOf', 'oneOf']
/** Keywords that hold schemas by name. */
const ofNames = ['properties', 'patternProperties', 'dependentSchemas', '$defs']

/** Keywords of JSON Schema 2020-12, and those that OpenAPI 3.1 adds. */
export const keywords: readonly string[] = [
  ...[...ofOne, ...ofSame, ...ofList, ...ofNames],
  ...['type', 'enum', 'const', 'required', 'format', 'pattern', 'minLength', 'maxLength', 'multipleOf'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'minItems', 'maxItems', 'uniqueItems'],
  ...['minContains', 'maxContains', 'minProperties', 'maxProperties', 'dependentRequired'],
  ...['title', 'description', 'default', 'deprecated', 'readOnly', 'writeOnly', 'examples'],
  ...['contentEncoding', 'contentMediaType', '$id', '$schema', '$ref', '$anchor', '$dynamicRef'],
  ...['$dynamicAnchor', '$vocabulary', '$comment', 'discriminator', 'xml', 'externalDocs', 'example'],
]

/** A schema, the pointer to it, and whether it is part of another one, of the same value. */
export interface Placed {
  readonly at: string
  readonly schema: JsonObject
  readonly isPart: boolean
}

/** A schema and all that stand in it. */
export function schemasIn(schema: Json | undefined, at: string, isPart = false): Placed[] {
  if (!isObject(schema)) return []
  const named = ofNames.flatMap((keyword) => {
    const inner = schema[keyword]
    const all = Object.entries(isObject(inner) ? inner : {})
    return all.flatMap(([name, each]) =>
      schemasIn(each, inside(at, keyword, name), keyword === 'dependentSchemas'),
    )
  })
  const listed = ofList.flatMap((keyword) => {
    const inner = schema[keyword]
    const all: readonly Json[] = Array.isArray(inner) ? inner : []
    return all.flatMap((each, index) =>
      schemasIn(each, inside(at, keyword, index), keyword !== 'prefixItems'),
    )
  })
  const single = [...ofOne, ...ofSame].flatMap((keyword) =>
    schemasIn(schema[keyword], inside(at, keyword), ofSame.includes(keyword)),
  )
  return [{ at, schema, isPart }, ...named, ...listed, ...single]
}
