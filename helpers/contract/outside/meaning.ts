import { isObject, memberOf } from '../json-value.ts'
import type { Json, JsonObject } from '../types.ts'
import { answerMistakes, requestMistakes } from './answer-mistakes.ts'
import { credentialMistakes } from './credential-mistakes.ts'
import { memberMistakes } from './member-mistakes.ts'
import { inside, type Mistake, oneOf } from './mistake.ts'
import { operationMistakes } from './operation-mistakes.ts'
import { aboutOf, operationsOf, schemasOf } from './parts.ts'

/** What a document of the right shape says that leads nowhere, or that the suite cannot do. */
export function meaningMistakes(document: JsonObject): Mistake[] {
  return [
    ...credentialMistakes(document),
    ...operationsMistakes(document),
    ...namedSchemaMistakes(document),
    ...memberMistakes(document),
  ]
}

function operationsMistakes(document: JsonObject): Mistake[] {
  const operations = operationsOf(document)
  const { update, siblings, members, group, groupInRequest } = aboutOf(document)
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
  const { schemas, dates } = aboutOf(document)
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
