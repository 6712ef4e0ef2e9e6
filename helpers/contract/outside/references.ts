import { isObject, valueAt } from '../json-value.ts'
import type { Json, JsonObject } from '../types.ts'
import { inside, type Mistake, oneOf } from './mistake.ts'

/** Every `$ref` of a document that leads nowhere, out of it, or back to itself. */
export function referenceMistakes(document: JsonObject): Mistake[] {
  return referencesIn(document, '').flatMap(({ at, to }) => {
    if (!to.startsWith('#/'))
      return [
        {
          at,
          says: `it refers to ${to}; expected a part of this document, such as #/components/schemas/Group`,
        },
      ]
    if (followed(document, { $ref: to }) !== undefined) return []
    if (valueAt(document, to.slice(1)) !== undefined)
      return [{ at, says: `it leads back to itself, by ${to}; expected a reference that comes to an end` }]
    const parent = to.slice(1, to.lastIndexOf('/'))
    const among = valueAt(document, parent)
    const known = isObject(among) ? Object.keys(among) : []
    return [{ at, says: `there is no ${to}; ${oneOf(to.slice(to.lastIndexOf('/') + 1), known)}` }]
  })
}

/** Every `$ref` in a value. */
export function referencesIn(value: Json, at: string): { at: string; to: string }[] {
  if (Array.isArray(value)) return value.flatMap((item: Json, index) => referencesIn(item, inside(at, index)))
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([name, inner]) => {
    const place = inside(at, name)
    return name === '$ref' && typeof inner === 'string'
      ? [{ at: place, to: inner }]
      : referencesIn(inner, place)
  })
}

/** The first reference in a value to something that holds itself, however deep it stands. */
export function recursionIn(
  document: JsonObject,
  value: Json,
  above: readonly string[] = [],
): string | undefined {
  for (const { to } of referencesIn(value, '')) {
    if (above.includes(to)) return to
    const found = recursionIn(document, valueAt(document, to.slice(1)) ?? null, [...above, to])
    if (found !== undefined) return found
  }
  return undefined
}

/** What a value is once its `$ref` is followed. */
export function followed(document: JsonObject, value: Json | undefined): Json | undefined {
  let found = value
  for (let step = 0; step < 32; step++) {
    if (!isObject(found) || typeof found.$ref !== 'string') return found
    found = valueAt(document, found.$ref.slice(1))
  }
  return undefined
}
