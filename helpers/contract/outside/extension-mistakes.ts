import { distance, nearest } from '../../nearest.ts'
import { isObject } from '../json-value.ts'
import type { Json } from '../types.ts'
import { inside, type Mistake } from './mistake.ts'

/** What a document may say beyond OpenAPI that the suite reads. */
const known = ['x-conformance', 'x-outcomes', 'x-setting']

/** Words of a document that are almost one of these: as extensions of others they would go unread. */
export function extensionMistakes(value: Json, at = ''): Mistake[] {
  if (Array.isArray(value))
    return value.flatMap((item: Json, index) => extensionMistakes(item, inside(at, index)))
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([name, inner]) => {
    const place = inside(at, name)
    const meant = nearest(name.toLowerCase(), known)
    const isNear = name.startsWith('x') && meant !== undefined && distance(name.toLowerCase(), meant) <= 2
    return isNear && name !== meant
      ? [{ at: place, says: `there is no ${name}; did you mean ${meant}?` }]
      : extensionMistakes(inner, place)
  })
}
