import { drawable, drawableTypes, isAnnotation } from '../drawable.ts'
import { isObject, valueAt } from '../json-value.ts'
import type { Json, JsonObject } from '../types.ts'
import { inside, type Mistake } from './mistake.ts'

/** Why payloads cannot be drawn from the schema at a pointer. */
export function payloadMistakes(document: JsonObject, at: string, above: readonly string[] = []): Mistake[] {
  const schema = valueAt(document, at)
  if (!isObject(schema)) return [{ at, says: 'it is no schema; expected a JSON object' }]
  if (above.includes(at))
    return [
      { at, says: 'it holds itself; expected a payload that comes to an end: recursive ones are not drawn' },
    ]
  const path = [...above, at]
  if (typeof schema.$ref === 'string') return payloadMistakes(document, schema.$ref.slice(1), path)
  const members: Json = schema.properties ?? {}
  return [
    ...keywordMistakes(schema, at),
    ...typeMistakes(schema, at),
    ...(isObject(members) ? Object.keys(members) : []).flatMap((name) =>
      payloadMistakes(document, inside(at, 'properties', name), path),
    ),
    ...(isObject(schema.items) ? payloadMistakes(document, inside(at, 'items'), path) : []),
  ]
}

function keywordMistakes(schema: JsonObject, at: string): Mistake[] {
  const others = Object.keys(schema).filter((keyword) => !drawable.has(keyword) && !isAnnotation(keyword))
  return others.map((keyword) => ({
    at: inside(at, keyword),
    says: `payloads cannot be drawn by the keyword ${keyword}; expected only ${[...drawable].join(', ')}`,
  }))
}

function typeMistakes(
  { type, const: value, enum: values, allOf, anyOf, oneOf }: JsonObject,
  at: string,
): Mistake[] {
  // Those that other keywords describe are told of by these.
  if ([value, values, allOf, anyOf, oneOf].some((each) => each !== undefined)) return []
  const types: readonly Json[] = Array.isArray(type) && type.length > 0 ? type : [type ?? null]
  if (types.every((each) => drawableTypes.some((drawn) => drawn === each))) return []
  const found = type === undefined ? 'a schema without a type' : `the type ${JSON.stringify(type)}`
  return [
    {
      at: type === undefined ? at : inside(at, 'type'),
      says: `payloads cannot be drawn of ${found}; expected ${drawableTypes.join(', ')}`,
    },
  ]
}
