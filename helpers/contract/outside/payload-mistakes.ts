import { annotations, drawable, drawableTypes } from '../drawable.ts'
import { isObject, valueAt } from '../json-value.ts'
import type { Json, JsonObject } from '../types.ts'
import { inside, type Mistake, oneOf } from './mistake.ts'

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
  const unknown = Object.keys(schema).filter((keyword) => !drawable.has(keyword) && !annotations.has(keyword))
  if (unknown.length > 0) {
    return unknown.map((keyword) => ({
      at: inside(at, keyword),
      says: `payloads cannot be drawn by the keyword ${keyword}; ${oneOf(keyword, [...drawable])}`,
    }))
  }
  const ofValues = schema.const !== undefined || schema.enum !== undefined
  const types: readonly Json[] =
    Array.isArray(schema.type) && schema.type.length > 0 ? schema.type : [schema.type ?? null]
  if (!ofValues && !types.every((each) => drawableTypes.some((type) => type === each))) {
    const says = `payloads cannot be drawn of the type ${JSON.stringify(schema.type)}; expected ${drawableTypes.join(', ')}`
    return [{ at: inside(at, 'type'), says }]
  }
  const members: Json = schema.properties ?? {}
  return [
    ...(isObject(members) ? Object.keys(members) : []).flatMap((name) =>
      payloadMistakes(document, inside(at, 'properties', name), path),
    ),
    ...(isObject(schema.items) ? payloadMistakes(document, inside(at, 'items'), path) : []),
  ]
}
