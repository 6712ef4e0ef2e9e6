import { isObject, memberOf } from '../json-value.ts'
import type { Json, JsonObject } from '../types.ts'
import { inside, type Mistake, oneOf } from './mistake.ts'

/** What a document says of conformance. */
export function aboutOf(document: JsonObject): JsonObject {
  return objectAt(document, 'x-conformance')
}

/** A member that is an object; one without members where there is none. */
export function objectAt(value: Json | undefined, name: string): JsonObject {
  const found = memberOf(value, name)
  return isObject(found) ? found : {}
}

/** The component schemas of a document. */
export function schemasOf(document: JsonObject): JsonObject {
  return objectAt(document.components, 'schemas')
}

/** An operation, where it stands, and the pointer to it. */
export interface Operation {
  readonly at: string
  readonly path: string
  readonly method: string
  readonly value: Json
}

/** The operations of a document by `operationId`. */
export function operationsOf(document: JsonObject): Map<string, Operation> {
  const found = new Map<string, Operation>()
  for (const [path, item] of Object.entries(objectAt(document, 'paths'))) {
    for (const [method, value] of Object.entries(isObject(item) ? item : {})) {
      const id = memberOf(value, 'operationId')
      if (typeof id === 'string') found.set(id, { at: inside('/paths', path, method), path, method, value })
    }
  }
  return found
}

/** Whether there is the component schema that is named at a pointer. */
export function schemaNamed(document: JsonObject, name: Json | undefined, at: string): Mistake[] {
  const schemas = schemasOf(document)
  if (name === undefined || memberOf(schemas, String(name)) !== undefined) return []
  return [{ at, says: `there is no schema ${name}; ${oneOf(String(name), Object.keys(schemas))}` }]
}
