import { isObject, memberName, memberOf } from '../json-value.ts'
import type { Json, JsonObject } from '../types.ts'
import { type Mistake, oneOf } from './mistake.ts'
import { type Operation, objectAt } from './parts.ts'
import { followed } from './references.ts'
import { described, typesOf } from './types-of.ts'

/** A pointer of a contract: what it says, where it stands, and of which types that may be to which it leads. */
export interface Pointer {
  readonly to: Json | undefined
  readonly at: string
  readonly types: readonly string[]
}

/** Whether a pointer leads, in the answer that an operation documents as its success, to something of its type. */
export function answerMistakes(document: JsonObject, { value }: Operation, pointer: Pointer): Mistake[] {
  const success = Object.entries(objectAt(value, 'responses')).find(([status]) => /^2/.test(status))
  return pointerMistakes(document, jsonSchema(document, success?.[1]), pointer, 'answer')
}

/** Whether a pointer leads, in the body that an operation documents, to something of its type. */
export function requestMistakes(document: JsonObject, operation: Operation, pointer: Pointer): Mistake[] {
  return pointerMistakes(document, requestSchema(document, operation), pointer, 'request')
}

/** The schema of the body that an operation takes. */
export function requestSchema(document: JsonObject, { value }: Operation): Json | undefined {
  return jsonSchema(document, memberOf(value, 'requestBody'))
}

function pointerMistakes(
  document: JsonObject,
  whole: Json | undefined,
  { to, at, types }: Pointer,
  what: string,
): Mistake[] {
  if (typeof to !== 'string') return []
  let schema = whole
  for (const token of to.split('/').slice(1)) {
    const { next, known } = step(schema, memberName(token))
    if (known && next === undefined)
      return [{ at, says: `${to} leads to nothing that the ${what} has; ${oneOf(token, known)}` }]
    // What is not described may be there.
    if (next === undefined) return []
    schema = followed(document, next)
  }
  const found = typesOf(schema)
  if (found.length === 0 || found.some((type) => types.includes(type))) return []
  const place = to === '' ? `the whole ${what} is` : `${to} leads to`
  return [{ at, says: `${place} ${described(found)}; expected ${described(types)}` }]
}

/** What stands in a schema under a name, and which names there are, where they are known. */
function step(schema: Json | undefined, name: string): { next: Json | undefined; known?: string[] } {
  if (/^\d+$/.test(name) && typesOf(schema).includes('array')) {
    const first = memberOf(memberOf(schema, 'prefixItems'), name)
    return { next: first ?? memberOf(schema, 'items') }
  }
  const properties = memberOf(schema, 'properties')
  return isObject(properties)
    ? { next: memberOf(properties, name), known: Object.keys(properties) }
    : { next: undefined }
}

/** The schema of a body in JSON. */
function jsonSchema(document: JsonObject, body: Json | undefined): Json | undefined {
  const content = memberOf(followed(document, body), 'content')
  return followed(document, memberOf(memberOf(content, 'application/json'), 'schema'))
}
