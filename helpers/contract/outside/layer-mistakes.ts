import { isObject, memberOf } from '../json-value.ts'
import type { Json, JsonObject } from '../types.ts'
import { inside, type Mistake, oneOf } from './mistake.ts'
import { aboutOf, objectAt, schemasOf } from './parts.ts'
import { referencesIn } from './references.ts'

/** Schemas that a layer adds and that nothing uses: likely it was to change one that its base has. */
export function layerMistakes(base: JsonObject, whole: JsonObject, baseName: string): Mistake[] {
  const known = Object.keys(schemasOf(base))
  const added = Object.keys(schemasOf(whole)).filter((name) => !known.includes(name))
  const used = new Set(added.length === 0 ? [] : namesUsed(whole))
  return added
    .filter((name) => !used.has(name))
    .map((name) => ({
      at: inside('/components/schemas', name),
      says: `${baseName} has no such schema, and nothing refers to it; ${oneOf(name, known)}`,
    }))
}

/** The schemas that a document names or refers to, but for what each says of itself. */
function namesUsed(document: JsonObject): string[] {
  const about = aboutOf(document)
  const places = '/components/schemas'
  const referred = referencesIn(document, '').flatMap(({ at, to }) => {
    const name = to.replace(`#${places}/`, '').split('/')[0] ?? ''
    return at.startsWith(`${inside(places, name)}/`) ? [] : [name]
  })
  const outcomes = Object.values(objectAt(document, 'paths')).flatMap((item) =>
    Object.values(isObject(item) ? item : {}).flatMap((operation) =>
      Object.values(objectAt(operation, 'x-outcomes')),
    ),
  )
  const ways = outcomes.flatMap((each): readonly Json[] => (Array.isArray(each) ? each : []))
  const named = [
    ...Object.values(objectAt(about, 'schemas')),
    memberOf(about.dates, 'schema'),
    ...ways.flatMap((way) => [memberOf(way, 'mark'), memberOf(way, 'body')]),
  ]
  return [...referred, ...named.map(String)]
}
