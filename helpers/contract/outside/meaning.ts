import { isObject, memberOf } from '../json-value.ts'
import type { Json, JsonObject } from '../types.ts'
import { answerMistakes, requestMistakes } from './answer-mistakes.ts'
import { credentialMistakes } from './credential-mistakes.ts'
import { inside, type Mistake, oneOf } from './mistake.ts'
import { operationMistakes } from './operation-mistakes.ts'
import { freePartsOf } from './parameters.ts'
import { payloadMistakes } from './payload-mistakes.ts'
import { referenceMistakes } from './references.ts'

/** What a document of the right shape says that leads nowhere, or that the suite cannot do. */
export function meaningMistakes(document: JsonObject): Mistake[] {
  const dangling = referenceMistakes(document)
  if (dangling.length > 0) return dangling
  return [
    ...credentialMistakes(document),
    ...operationsMistakes(document),
    ...namedSchemaMistakes(document),
    ...payloadSchemaMistakes(document),
  ]
}

const about = (document: JsonObject) => {
  const found = document['x-conformance']
  return isObject(found) ? found : {}
}

const schemasOf = (document: JsonObject): Json => memberOf(document.components, 'schemas') ?? {}

interface Operation {
  readonly path: string
  readonly method: string
  readonly value: Json
}

function operationsOf(document: JsonObject): Map<string, Operation> {
  const found = new Map<string, Operation>()
  for (const [path, item] of Object.entries(isObject(document.paths) ? document.paths : {})) {
    for (const [method, value] of Object.entries(isObject(item) ? item : {})) {
      const id = memberOf(value, 'operationId')
      if (typeof id === 'string') found.set(id, { path, method, value })
    }
  }
  return found
}

function operationsMistakes(document: JsonObject): Mistake[] {
  const operations = operationsOf(document)
  const { update, siblings, members, group, groupInRequest } = about(document)
  const named: [at: string, id: Json | undefined, answer: Json | undefined][] = [
    ['/x-conformance/update', update, group],
    ...Object.entries(isObject(siblings) ? siblings : {}).map(
      ([name, sibling]): [string, Json | undefined, Json | undefined] => [
        inside('/x-conformance/siblings', name, 'operation'),
        memberOf(sibling, 'operation'),
        memberOf(sibling, 'at'),
      ],
    ),
  ]
  return named.flatMap(([at, id, pointer]) => {
    const operation = operations.get(String(id))
    if (!operation)
      return [{ at, says: `there is no operation ${id}; ${oneOf(String(id), [...operations.keys()])}` }]
    const { path, method, value } = operation
    const ofUpdate = at === '/x-conformance/update'
    const without = ofUpdate && memberOf(value, 'x-outcomes') === undefined
    const answerAt = ofUpdate ? '/x-conformance/group' : at.replace(/operation$/, 'at')
    return [
      ...operationMistakes(document, path, method, isObject(members) ? members : {}, !/create|list/.test(at)),
      ...answerMistakes(document, value, pointer, answerAt),
      ...(ofUpdate ? requestMistakes(document, value, groupInRequest, '/x-conformance/groupInRequest') : []),
      ...(without
        ? [
            {
              at: inside('/paths', path, method),
              says: 'the member x-outcomes is missing; expected how each outcome shows itself',
            },
          ]
        : []),
      ...(ofUpdate ? outcomeMistakes(document, value, inside('/paths', path, method, 'x-outcomes')) : []),
    ]
  })
}

function outcomeMistakes(document: JsonObject, operation: Json, at: string): Mistake[] {
  const outcomes = memberOf(operation, 'x-outcomes')
  return Object.entries(isObject(outcomes) ? outcomes : {}).flatMap(([outcome, ways]) =>
    (Array.isArray(ways) ? ways : []).flatMap((way: Json, index) =>
      ['mark', 'body'].flatMap((name) =>
        schemaMistakes(document, memberOf(way, name), inside(at, outcome, index, name)),
      ),
    ),
  )
}

function namedSchemaMistakes(document: JsonObject): Mistake[] {
  const { schemas, dates } = about(document)
  return [
    ...Object.entries(isObject(schemas) ? schemas : {}).flatMap(([use, name]) =>
      schemaMistakes(document, name, inside('/x-conformance/schemas', use)),
    ),
    ...schemaMistakes(document, memberOf(dates, 'schema'), '/x-conformance/dates/schema'),
  ]
}

function schemaMistakes(document: JsonObject, name: Json | undefined, at: string): Mistake[] {
  const schemas = schemasOf(document)
  if (name === undefined || memberOf(schemas, String(name)) !== undefined) return []
  return [{ at, says: `there is no schema ${name}; ${oneOf(String(name), Object.keys(schemas ?? {}))}` }]
}

function payloadSchemaMistakes(document: JsonObject): Mistake[] {
  const { schemas, members, update } = about(document)
  // An id may stand in the address alone.
  const operation = operationsOf(document).get(String(update))
  const inAddress =
    operation !== undefined && freePartsOf(document, operation.path, operation.method).id !== undefined
  const name = memberOf(schemas, 'request')
  const request = memberOf(schemasOf(document), String(name))
  if (request === undefined) return []
  const found = payloadMistakes(document, inside('/components/schemas', String(name)))
  const properties = memberOf(request, 'properties')
  const known = isObject(properties) ? Object.keys(properties) : []
  if (known.length === 0)
    return [
      ...found,
      {
        at: inside('/components/schemas', String(name)),
        says: 'it has no members; expected an object with properties',
      },
    ]
  const missing = Object.entries(isObject(members) ? members : {}).flatMap(([role, member]) =>
    known.includes(String(member)) || (role === 'id' && inAddress)
      ? []
      : [
          {
            at: inside('/x-conformance/members', role),
            says: `${name} has no member ${member}; ${oneOf(String(member), known)}`,
          },
        ],
  )
  return [...found, ...missing]
}
