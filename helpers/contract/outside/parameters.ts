import { isObject, memberOf } from '../json-value.ts'
import { freeParts } from '../paths.ts'
import type { Json, JsonObject } from '../types.ts'
import { inside } from './mistake.ts'
import { objectAt } from './parts.ts'
import { followed } from './references.ts'

/** A parameter of an operation, and the pointer to it. */
interface Parameter {
  readonly at: string
  readonly parameter: JsonObject
}

/** The parameters of an operation, with those of its path that it does not replace by its own. */
export function parametersOf(document: JsonObject, path: string, method: string): Parameter[] {
  const item = memberOf(document.paths, path)
  const own = listed(document, memberOf(memberOf(item, method), 'parameters'), [path, method])
  const shared = listed(document, memberOf(item, 'parameters'), [path])
  const key = ({ parameter }: Parameter) => `${parameter.in} ${parameter.name}`
  return [...shared.filter((each) => !own.some((other) => key(other) === key(each))), ...own]
}

function listed(document: JsonObject, list: Json | undefined, tokens: readonly string[]): Parameter[] {
  if (!Array.isArray(list)) return []
  return list.flatMap((each: Json, index) => {
    const parameter = followed(document, each)
    return isObject(parameter) ? [{ at: inside('/paths', ...tokens, 'parameters', index), parameter }] : []
  })
}

/** The setting that gives a parameter of the path. */
function settingOf(parameters: readonly Parameter[], name: string): Json | undefined {
  return parameters.find(({ parameter }) => parameter.in === 'path' && parameter.name === name)?.parameter[
    'x-setting'
  ]
}

/** The document with each operation whole: with the parameters of its path, and what stands elsewhere in its place. */
export function withWholeOperations(document: JsonObject): JsonObject {
  if (!isObject(document.paths)) return document
  const paths = Object.entries(document.paths).map(([path, item]): [string, Json] => {
    if (!isObject(item)) return [path, item]
    const { parameters: _shared, ...operations } = item
    const all = Object.entries(operations).map(([method, operation]): [string, Json] => {
      if (!isObject(operation)) return [method, operation]
      const parameters = parametersOf(document, path, method).map(({ parameter }) => parameter)
      const responses = Object.entries(objectAt(operation, 'responses')).map(([status, response]) => [
        status,
        followed(document, response) ?? response,
      ])
      return [method, { ...operation, parameters, responses: Object.fromEntries(responses) }]
    })
    return [path, Object.fromEntries(all)]
  })
  return { ...document, paths: Object.fromEntries(paths) }
}

/** Which parts of an operation's path no setting gives. */
export function freePartsOf(document: JsonObject, path: string, method: string) {
  const idMember = memberOf(memberOf(document['x-conformance'], 'members'), 'id')
  const parameters = parametersOf(document, path, method)
  return freeParts(path, idMember, (name) => settingOf(parameters, name))
}
