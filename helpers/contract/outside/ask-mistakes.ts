import { isObject, memberOf } from '../json-value.ts'
import type { Json, JsonObject } from '../types.ts'
import { inside, type Mistake, oneOf } from './mistake.ts'
import { parametersOf } from './parameters.ts'
import { aboutOf, type Operation, objectAt } from './parts.ts'
import { requestMistakes, requestSchema } from './pointer-mistakes.ts'
import { followed } from './references.ts'

/** What a sibling at a pointer is asked that its operation does not take, or that nothing is known to stand for. */
export function askMistakes(
  document: JsonObject,
  operation: Operation,
  sibling: Json,
  at: string,
): Mistake[] {
  const { asks, least, page, start } = isObject(sibling) ? sibling : {}
  const all: readonly Json[] = Array.isArray(asks) ? asks : []
  const named: [at: string, ask: Json | undefined][] = [
    ...all.map((each, index): [string, Json] => [inside(at, 'asks', index), each]),
    [inside(at, 'least'), least],
  ]
  const schema = requestSchema(document, operation)
  return [
    ...named.flatMap(([place, ask]) => [
      ...queryMistakes(document, operation, Object.keys(objectAt(ask, 'query')), inside(place, 'query')),
      ...bodyMistakes(operation, memberOf(ask, 'body'), inside(place, 'body')),
      ...memberMistakes(document, schema, memberOf(ask, 'body'), inside(place, 'body')),
      ...valueMistakes(document, ask, place),
    ]),
    ...(page === undefined ? [] : queryMistakes(document, operation, [String(page)], at, 'page')),
    ...bodyMistakes(operation, start, inside(at, 'start')),
    ...requestMistakes(document, operation, { to: start, at: inside(at, 'start'), types: ['integer'] }),
  ]
}

/** The query parameters that an operation does not have, each at its name or at another one. */
function queryMistakes(
  document: JsonObject,
  operation: Operation,
  names: readonly string[],
  at: string,
  place?: string,
): Mistake[] {
  const known = parametersOf(document, operation.path, operation.method).flatMap(({ parameter }) =>
    parameter.in === 'query' ? [String(parameter.name)] : [],
  )
  return names
    .filter((name) => !known.includes(name))
    .map((name) => ({
      at: inside(at, place ?? name),
      says: `${nameOf(operation)} has no query parameter ${name}; ${oneOf(name, known)}`,
    }))
}

/** Where a vendor's page does not say what another method takes, it may take something. */
function bodyMistakes(operation: Operation, body: Json | undefined, at: string): Mistake[] {
  const mayTake = memberOf(operation.value, 'requestBody') !== undefined || operation.method !== 'get'
  if (body === undefined || mayTake) return []
  return [{ at, says: `${nameOf(operation)} has no request body; expected none` }]
}

/** The members of a body that its schema lacks. */
function memberMistakes(
  document: JsonObject,
  given: Json | undefined,
  body: Json | undefined,
  at: string,
): Mistake[] {
  const schema = followed(document, given)
  if (Array.isArray(body))
    return body.flatMap((item: Json, index) =>
      memberMistakes(document, memberOf(schema, 'items'), item, inside(at, index)),
    )
  const properties = memberOf(schema, 'properties')
  if (!isObject(body) || !isObject(properties)) return []
  const isOpen = ['additionalProperties', 'patternProperties'].some((word) => Boolean(memberOf(schema, word)))
  return Object.entries(body).flatMap(([name, value]) => {
    const place = inside(at, name)
    if (Object.hasOwn(properties, name)) return memberMistakes(document, properties[name], value, place)
    const says = `the request has no member ${name}; ${oneOf(name, Object.keys(properties))}`
    return isOpen ? [] : [{ at: place, says }]
  })
}

/** The texts that are to be filled in, and that nothing is known to stand for. */
function valueMistakes(document: JsonObject, ask: Json | undefined, at: string): Mistake[] {
  if (Array.isArray(ask))
    return ask.flatMap((item: Json, index) => valueMistakes(document, item, inside(at, index)))
  if (isObject(ask))
    return Object.entries(ask).flatMap(([name, value]) => valueMistakes(document, value, inside(at, name)))
  const known = [...Object.keys(objectAt(aboutOf(document), 'members')), 'marker'].map((role) => `{${role}}`)
  if (typeof ask !== 'string' || !/^\{\w+\}$/.test(ask) || known.includes(ask)) return []
  return [{ at, says: `nothing is known to stand for ${ask}; ${oneOf(ask, known)}` }]
}

function nameOf({ value }: Operation): string {
  return String(memberOf(value, 'operationId'))
}
