import { memberOf } from '../json-value.ts'
import type { Json, JsonObject } from '../types.ts'
import { inside, type Mistake, oneOf } from './mistake.ts'
import { freePartsOf } from './parameters.ts'
import { aboutOf, objectAt, operationsOf, schemasOf } from './parts.ts'
import { payloadMistakes } from './payload-mistakes.ts'

/** What is wrong with the members of a group, as a request sends them and as an answer shows them. */
export function memberMistakes(document: JsonObject): Mistake[] {
  const named = objectAt(aboutOf(document), 'schemas')
  const [request, group] = [String(named.request), String(named.group)]
  const schemas = schemasOf(document)
  return [
    ...(schemas[request] === undefined
      ? []
      : payloadMistakes(document, inside('/components/schemas', request))),
    ...(schemas[request] === undefined ? [] : unlessObject(request, schemas[request])),
    ...(schemas[group] === undefined || group === request ? [] : unlessObject(group, schemas[group])),
    ...roleMistakes(document, request),
  ]
}

/** What each role stands for is looked up among the members that a schema has. */
function unlessObject(name: string, schema: Json): Mistake[] {
  const at = inside('/components/schemas', name)
  if (memberOf(schema, 'allOf') !== undefined)
    return [
      {
        at: inside(at, 'allOf'),
        says: 'its parts cannot be read as one object; expected objects with properties and required, which do not contradict each other',
      },
    ]
  return Object.keys(objectAt(schema, 'properties')).length > 0
    ? []
    : [{ at, says: 'it has no members; expected an object with properties' }]
}

function roleMistakes(document: JsonObject, request: string): Mistake[] {
  const about = aboutOf(document)
  const known = Object.keys(objectAt(schemasOf(document)[request], 'properties'))
  if (known.length === 0) return []
  // An id may stand in the address alone.
  const operation = operationsOf(document).get(String(about.update))
  const inAddress =
    operation !== undefined && freePartsOf(document, operation.path, operation.method).id !== undefined
  return Object.entries(objectAt(about, 'members')).flatMap(([role, member]) =>
    known.includes(String(member)) || (role === 'id' && inAddress)
      ? []
      : [
          {
            at: inside('/x-conformance/members', role),
            says: `${request} has no member ${member}; ${oneOf(String(member), known)}`,
          },
        ],
  )
}
