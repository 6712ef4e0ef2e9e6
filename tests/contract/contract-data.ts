import { readFileSync } from 'node:fs'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import type { Json, JsonObject } from '../../helpers/contract/types.ts'

const schemas = new URL('../../schemas/', import.meta.url)

/** The JSON value in a file of `schemas/`. */
export function readJson(file: string): Json {
  const value: Json = JSON.parse(readFileSync(new URL(file, schemas), 'utf8'))
  return value
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value as an object; throws when it is none. */
export function object(value: Json | undefined): JsonObject {
  if (!isObject(value)) throw new TypeError(`not an object: ${JSON.stringify(value)}`)
  return value
}

/** The value as a list; throws when it is none. */
export function list(value: Json | undefined): readonly Json[] {
  if (!Array.isArray(value)) throw new TypeError(`not a list: ${JSON.stringify(value)}`)
  return value
}

/** The value as a string; throws when it is none. */
export function string(value: Json | undefined): string {
  if (typeof value !== 'string') throw new TypeError(`not a string: ${JSON.stringify(value)}`)
  return value
}

/** What the members lead to, one after the other; throws when there is nothing. */
export function at(value: Json, ...members: readonly string[]): Json {
  let found = value
  for (const member of members) {
    const next = object(found)[member]
    if (next === undefined) throw new RangeError(`nothing at ${members.join(' / ')}`)
    found = next
  }
  return found
}

/** Every object in the value, itself included. */
export function objectsIn(value: Json): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap((item: Json) => objectsIn(item))
  if (!isObject(value)) return []
  return [value, ...Object.values(value).flatMap(objectsIn)]
}

/** The value without the member that the path ends in. */
export function without(value: JsonObject, ...path: readonly string[]): JsonObject {
  const [first, ...rest] = path
  const kept = Object.entries(value).filter(([member]) => member !== first || rest.length > 0)
  return Object.fromEntries(
    kept.map(([member, inner]) => [member, member === first ? without(object(inner), ...rest) : inner]),
  )
}

/** The value with another one where the path ends. */
export function withAt(value: JsonObject, path: readonly string[], put: Json): JsonObject {
  const [first = '', ...rest] = path
  return { ...value, [first]: rest.length === 0 ? put : withAt(object(value[first]), rest, put) }
}

/** One endpoint's OpenAPI document, with its component schemas ready to validate. */
export class ContractData {
  readonly endpoint: string
  readonly document: JsonObject
  readonly #ajv = new Ajv2020({ allErrors: true, strictTypes: true, strictSchema: true })

  constructor(endpoint: string, document: Json = readJson(`${endpoint}/openapi.json`)) {
    this.endpoint = endpoint
    this.document = object(document)
    this.#ajv.addVocabulary(['components'])
    this.#ajv.addSchema({ components: this.document.components }, endpoint)
  }

  get schemaNames(): string[] {
    return Object.keys(object(at(this.document, 'components', 'schemas')))
  }

  /** The operation with this id; throws when there is none. */
  operation(id: string): JsonObject {
    const found = Object.values(object(this.document.paths))
      .flatMap((path) => Object.values(object(path)))
      .find((operation) => isObject(operation) && operation.operationId === id)
    return object(found)
  }

  get conformance(): JsonObject {
    return object(this.document['x-conformance'])
  }

  get update(): JsonObject {
    return this.operation(string(this.conformance.update))
  }

  /** What is wrong with the value by the named component schema; nothing when it is valid. */
  problems(name: string, value: Json | undefined): string[] {
    const validate: ValidateFunction | undefined = this.#ajv.getSchema(
      `${this.endpoint}#/components/schemas/${name}`,
    )
    if (validate === undefined) throw new RangeError(`no component schema ${name}`)
    if (validate(value)) return []
    return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? error.keyword}`)
  }

  accepts(name: string, value: Json | undefined): boolean {
    return this.problems(name, value).length === 0
  }

  get requestSample(): JsonObject {
    return object(
      at(this.update, 'requestBody', 'content', 'application/json', 'examples', 'documented', 'value'),
    )
  }

  get answerSample(): JsonObject {
    return object(
      at(this.update, 'responses', '200', 'content', 'application/json', 'examples', 'documented', 'value'),
    )
  }
}
