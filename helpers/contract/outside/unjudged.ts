import { memberOf } from '../json-value.ts'
import type { JsonObject } from '../types.ts'
import { parametersOf } from './parameters.ts'
import { aboutOf, type Operation, objectAt, operationsOf, schemasOf } from './parts.ts'
import { followed } from './references.ts'

/** Headers that stand in every request of the suite as it needs them, whatever a document says of them. */
const ownHeaders: ReadonlySet<string> = new Set(['accept', 'authorization', 'content-type'])

/** Headers of answers that checks read. */
const readHeaders: ReadonlySet<string> = new Set(['allow', 'content-type', 'www-authenticate'])

/** What a document says of the update, and no check looks at: in a few words each. */
export function unjudgedParts(document: JsonObject): string[] {
  const operation = operationsOf(document).get(String(aboutOf(document).update))
  if (!operation) return []
  return [
    ...membersWithoutRole(document),
    ...otherParameters(document, operation),
    ...otherBodies(document, operation),
    ...otherAnswers(document, operation),
  ]
}

function membersWithoutRole(document: JsonObject): string[] {
  const about = aboutOf(document)
  const request = memberOf(schemasOf(document), String(objectAt(about, 'schemas').request))
  const roles = Object.values(objectAt(about, 'members'))
  return Object.keys(objectAt(request, 'properties'))
    .filter((member) => !roles.includes(member))
    .map((member) => `the member ${member} of a request, which has no role`)
}

function otherParameters(document: JsonObject, { path, method }: Operation): string[] {
  return parametersOf(document, path, method)
    .map(({ parameter }) => parameter)
    .filter(({ in: where, 'x-setting': setting }) => where !== 'path' && setting === undefined)
    .filter(({ in: where, name }) => where !== 'header' || !ownHeaders.has(String(name).toLowerCase()))
    .map(({ in: where, name }) => `the parameter ${name} (${where})`)
}

function otherBodies(document: JsonObject, { value }: Operation): string[] {
  const body = followed(document, memberOf(value, 'requestBody'))
  return Object.keys(objectAt(body, 'content'))
    .filter((type) => !/json/i.test(type))
    .map((type) => `a request in ${type}`)
}

/** Statuses that no outcome is about, media types that nobody reads, and headers. */
function otherAnswers(document: JsonObject, { value }: Operation): string[] {
  const ways = Object.values(objectAt(value, 'x-outcomes')).flat()
  const judged = new Set(ways.map((way) => String(memberOf(way, 'status')).toUpperCase()))
  return Object.entries(objectAt(value, 'responses')).flatMap(([status, response]) => {
    if (!judged.has(status.toUpperCase())) return [`an answer with ${status}, which no outcome is about`]
    const answer = followed(document, response)
    const types = Object.keys(objectAt(answer, 'content')).filter((type) => !/json|xml/i.test(type))
    const headers = Object.keys(objectAt(answer, 'headers')).filter(
      (header) => !readHeaders.has(header.toLowerCase()),
    )
    return [
      ...types.map((type) => `an answer with ${status} in ${type}`),
      ...headers.map((header) => `the header ${header} of an answer with ${status}`),
    ]
  })
}
