import fc from 'fast-check'
import type { JsonSchema } from '../contract/document.ts'
import { drawable, isAnnotation } from '../contract/drawable.ts'
import { isObject } from '../contract/json-value.ts'
import type { Json, JsonObject } from '../contract/types.ts'

/** How values are drawn where the schema leaves it open. */
export interface Drawing {
  /** Finds the component schema that a `$ref` names. */
  readonly resolve: (reference: string) => JsonSchema
  /** What texts are drawn from, where a schema asks for no more than a text. */
  readonly texts: fc.Arbitrary<string>
  /** Values of members of the outermost object, in place of drawn ones. */
  readonly constants?: Readonly<Record<string, Json>>
}

/** Valid values of a JSON Schema. Covers the keywords that the contracts use; throws, naming it, for any other. */
export function arbitraryOf(schema: JsonSchema, drawing: Drawing): fc.Arbitrary<Json> {
  assertKnown(schema)
  if (typeof schema.$ref === 'string') return arbitraryOf(drawing.resolve(schema.$ref), drawing)
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum)
  if (Array.isArray(schema.type))
    return fc.oneof(...schema.type.map((type: Json) => arbitraryOf({ ...schema, type }, drawing)))
  switch (schema.type) {
    case 'object':
      return objectOf(schema, drawing)
    case 'array':
      return arrayOf(schema, drawing)
    case 'string':
      return stringOf(schema, drawing)
    case 'integer':
      return fc.integer({
        min: numberIn(schema, 'minimum', -(2 ** 31)),
        max: numberIn(schema, 'maximum', 2 ** 31),
      })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      throw new Error(
        `a schema without a type that payloads can be drawn from: ${JSON.stringify(schema.type)}`,
      )
  }
}

function assertKnown(schema: JsonSchema): void {
  const unknown = Object.keys(schema).filter((keyword) => !drawable.has(keyword) && !isAnnotation(keyword))
  if (unknown.length > 0) throw new Error(`payloads cannot be drawn from the keyword ${unknown.join(', ')}`)
}

function objectOf(schema: JsonSchema, { constants = {}, ...drawing }: Drawing): fc.Arbitrary<JsonObject> {
  const properties = isObject(schema.properties) ? schema.properties : {}
  const required = Array.isArray(schema.required) ? schema.required.map(String) : []
  const model: Record<string, fc.Arbitrary<Json>> = {}
  for (const [name, member] of Object.entries(properties)) {
    const constant = constants[name]
    if (constant !== undefined) model[name] = fc.constant(constant)
    else if (isObject(member)) model[name] = arbitraryOf(member, drawing)
  }
  return fc.record(model, { requiredKeys: Object.keys(model).filter((name) => required.includes(name)) })
}

/** Lists hold no item twice unless a schema asks for it: what servers do with repeated items is undocumented. */
function arrayOf(schema: JsonSchema, drawing: Drawing): fc.Arbitrary<Json> {
  const item = isObject(schema.items) ? arbitraryOf(schema.items, drawing) : fc.constant<Json>(null)
  const minLength = numberIn(schema, 'minItems', 1)
  return fc.uniqueArray(item, { minLength, maxLength: numberIn(schema, 'maxItems', minLength + 9) })
}

function stringOf(schema: JsonSchema, { texts }: Drawing): fc.Arbitrary<string> {
  const least = numberIn(schema, 'minLength', 0)
  const most = numberIn(schema, 'maxLength', Number.POSITIVE_INFINITY)
  if (least === 0 && most === Number.POSITIVE_INFINITY) return texts
  return texts.filter((text) => [...text].length >= least && [...text].length <= most)
}

function numberIn(schema: JsonSchema, keyword: string, otherwise: number): number {
  const value = schema[keyword]
  return typeof value === 'number' ? value : otherwise
}
