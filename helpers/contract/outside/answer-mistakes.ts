import { isObject, memberOf } from '../json-value.ts'
import type { Json, JsonObject } from '../types.ts'
import { type Mistake, oneOf } from './mistake.ts'
import { followed } from './references.ts'

/** Whether a pointer leads, in the answer that an operation documents as its success, to something that is documented. */
export function answerMistakes(
  document: JsonObject,
  operation: Json,
  pointer: Json | undefined,
  at: string,
): Mistake[] {
  return pointerMistakes(document, answerSchema(document, operation), pointer, at, 'the answer')
}

/** Whether a pointer leads, in the body that an operation documents, to something that is documented. */
export function requestMistakes(
  document: JsonObject,
  operation: Json,
  pointer: Json | undefined,
  at: string,
): Mistake[] {
  const schema = jsonSchema(document, memberOf(operation, 'requestBody'))
  return pointerMistakes(document, schema, pointer, at, 'the request')
}

function pointerMistakes(
  document: JsonObject,
  whole: Json | undefined,
  pointer: Json | undefined,
  at: string,
  what: string,
): Mistake[] {
  if (typeof pointer !== 'string' || pointer === '') return []
  let schema = whole
  for (const token of pointer.slice(1).split('/')) {
    const properties = memberOf(schema, 'properties')
    // What is not described may be there.
    if (!isObject(properties)) return []
    const next = memberOf(properties, token.replaceAll('~1', '/').replaceAll('~0', '~'))
    if (next === undefined)
      return [
        {
          at,
          says: `${pointer} leads to nothing that ${what} has; ${oneOf(token, Object.keys(properties))}`,
        },
      ]
    schema = followed(document, next)
  }
  return []
}

function answerSchema(document: JsonObject, operation: Json): Json | undefined {
  const responses = memberOf(operation, 'responses')
  const success = Object.entries(isObject(responses) ? responses : {}).find(([status]) => /^2/.test(status))
  return jsonSchema(document, success?.[1])
}

/** The schema of a body in JSON. */
function jsonSchema(document: JsonObject, body: Json | undefined): Json | undefined {
  const content = memberOf(followed(document, body), 'content')
  return followed(document, memberOf(memberOf(content, 'application/json'), 'schema'))
}
