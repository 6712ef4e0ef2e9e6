import { memberOf, valueAt } from '../json-value.ts'
import type { Json, JsonObject } from '../types.ts'
import { inside, type Mistake, oneOf } from './mistake.ts'
import { freePartsOf } from './parameters.ts'
import { aboutOf, objectAt, operationsOf, schemasOf } from './parts.ts'
import { payloadMistakes } from './payload-mistakes.ts'
import { followed } from './references.ts'
import { described, typesOf } from './types-of.ts'

/** What is wrong with the members of a group, as a request sends them and as an answer shows them. */
export function memberMistakes(document: JsonObject): Mistake[] {
  const named = objectAt(aboutOf(document), 'schemas')
  const [request, group] = [String(named.request), String(named.group)]
  const ofRequest = inside('/components/schemas', request)
  const found = (name: string) => schemasOf(document)[name] !== undefined
  return [
    ...(found(request) ? payloadMistakes(document, ofRequest) : []),
    ...[...new Set([request, group])].filter(found).flatMap((name) => unlessObject(document, name)),
    ...roleMistakes(document, request, group),
    ...dateMistakes(document, group),
  ]
}

/** The names of the members that a component schema has. */
function membersOf(document: JsonObject, schema: string): string[] {
  return Object.keys(objectAt(schemasOf(document)[schema], 'properties'))
}

/** That a schema has no such member, and which is likely meant. */
function noMember(schema: string, member: Json, known: readonly string[]): string {
  return `${schema} has no member ${member}; ${oneOf(String(member), known)}`
}

/** What each role stands for is looked up among the members that a schema has. */
function unlessObject(document: JsonObject, name: string): Mistake[] {
  const at = inside('/components/schemas', name)
  if (memberOf(schemasOf(document)[name], 'allOf') !== undefined)
    return [
      {
        at: inside(at, 'allOf'),
        says: 'its parts cannot be read as one object; expected objects with properties and required, which do not contradict each other',
      },
    ]
  return membersOf(document, name).length > 0
    ? []
    : [{ at, says: 'it has no members; expected an object with properties' }]
}

function roleMistakes(document: JsonObject, request: string, group: string): Mistake[] {
  const about = aboutOf(document)
  const [sent, shown] = [membersOf(document, request), membersOf(document, group)]
  if (sent.length === 0 || shown.length === 0) return []
  // An id may stand in the address alone: then an answer shows it.
  const operation = operationsOf(document).get(String(about.update))
  const inAddress =
    operation !== undefined && freePartsOf(document, operation.path, operation.method).id !== undefined
  const members = Object.entries(objectAt(about, 'members'))
  return members.flatMap(([role, member], index) => {
    const at = inside('/x-conformance/members', role)
    const twin = members.slice(0, index).find(([, other]) => other === member)
    if (twin) return [{ at, says: `${member} is the ${twin[0]} already; expected another member` }]
    if (sent.includes(String(member))) return typeMistakes(document, role, request, String(member))
    if (role !== 'id' || !inAddress) return [{ at, says: noMember(request, member, sent) }]
    return shown.includes(String(member)) ? [] : [{ at, says: noMember(group, member, shown) }]
  })
}

/** The suite sends a list of texts as numbers, and texts for the others; an id that is a number is only ever a setting. */
function typeMistakes(document: JsonObject, role: string, request: string, member: string): Mistake[] {
  const at = inside('/components/schemas', request, 'properties', member)
  const schema = followed(document, valueAt(document, at))
  const found = typesOf(schema)
  const due = role === 'numbers' ? ['array'] : role === 'id' ? ['string', 'integer'] : ['string']
  if (found.length > 0 && !found.some((type) => due.includes(type))) {
    const expected = role === 'numbers' ? 'an array of strings' : 'a string'
    return [{ at, says: `it is the ${role}, and ${described(found)}; expected ${expected}` }]
  }
  const items = role === 'numbers' ? typesOf(followed(document, memberOf(schema, 'items'))) : []
  if (items.length === 0 || items.includes('string')) return []
  return [
    { at: inside(at, 'items'), says: `it is one of the numbers, and ${described(items)}; expected strings` },
  ]
}

function dateMistakes(document: JsonObject, group: string): Mistake[] {
  const members = memberOf(aboutOf(document).dates, 'members')
  const known = membersOf(document, group)
  if (!Array.isArray(members) || known.length === 0) return []
  return members.flatMap((member: Json, index) =>
    known.includes(String(member))
      ? []
      : [{ at: inside('/x-conformance/dates/members', index), says: noMember(group, member, known) }],
  )
}
