import type { ValidateFunction } from 'ajv/dist/2020.js'
import { distance, nearest } from '../../nearest.ts'
import { ajv2020 } from '../ajv.ts'
import { isObject, memberOf } from '../json-value.ts'
import { type SchemaValidator, schemaValidator } from '../schema-validator.ts'
import type { Json, JsonObject } from '../types.ts'
import { keywords, type Placed, schemasIn } from './keywords.ts'
import { inside, type Mistake, oneOf } from './mistake.ts'
import { mistakesOf } from './shape.ts'

/** What the component schemas of a document have that JSON Schema has not. */
export function schemaMistakes({ components }: JsonObject): Mistake[] {
  const fits = metaSchema()
  const schemas = memberOf(components, 'schemas')
  const named = Object.entries(isObject(schemas) ? schemas : {})
  const found = named.flatMap(([name, schema]) => {
    const at = inside('/components/schemas', name)
    const mistakes = fits(schema) ? [] : mistakesOf(fits.errors ?? [], at)
    const inner = schemasIn(schema, at)
    return [
      ...mistakes,
      ...inner.flatMap(unknownKeywords),
      ...inner.flatMap(badPattern),
      ...inner.flatMap(unknownRequired),
    ]
  })
  const validate = schemaValidator({ components })
  return found.length > 0 ? found : named.flatMap(([name]) => uncompilable(validate, name))
}

/** Why values cannot be held against a schema whose keywords are each as they should be. */
function uncompilable(validate: SchemaValidator, name: string): Mistake[] {
  try {
    validate(name, null)
    return []
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const says = `no value can be held against it (${why}); expected a schema of JSON Schema 2020-12`
    return [{ at: inside('/components/schemas', name), says }]
  }
}

let compiled: ValidateFunction | undefined

/** The schema of schemas. */
function metaSchema(): ValidateFunction {
  if (compiled) return compiled
  const ajv = ajv2020({ allErrors: true, verbose: true, code: { optimize: false } })
  const found = ajv.getSchema('https://json-schema.org/draft/2020-12/schema')
  if (!found) throw new Error('Ajv has no schema of schemas')
  compiled = found
  return found
}

function unknownKeywords({ schema, at }: Placed): Mistake[] {
  const unknown = Object.keys(schema).filter((name) => !keywords.includes(name) && !name.startsWith('x-'))
  return unknown.map((name) => {
    const likely = nearest(name, keywords) ?? ''
    const due =
      distance(name, likely) <= 2 ? `did you mean ${likely}?` : 'expected those of JSON Schema 2020-12'
    return { at: inside(at, name), says: `there is no keyword ${name} in JSON Schema; ${due}` }
  })
}

function badPattern({ schema: { pattern }, at }: Placed): Mistake[] {
  if (typeof pattern !== 'string') return []
  try {
    new RegExp(pattern, 'u')
    return []
  } catch {
    const says = `it is ${JSON.stringify(pattern)}; expected a regular expression of ECMAScript, with the flag u`
    return [{ at: inside(at, 'pattern'), says }]
  }
}

/** A part of a schema may require what another part describes. */
function unknownRequired({ schema, at, isPart }: Placed): Mistake[] {
  const { properties, required, $ref, allOf, anyOf, oneOf: either } = schema
  const isWhole = !isPart && [$ref, allOf, anyOf, either].every((each) => each === undefined)
  if (!isWhole || !isObject(properties) || !Array.isArray(required)) return []
  return required.flatMap((name: Json, index) =>
    typeof name !== 'string' || Object.hasOwn(properties, name)
      ? []
      : [
          {
            at: inside(at, 'required', index),
            says: `there is no member ${name}; ${oneOf(name, Object.keys(properties))}`,
          },
        ],
  )
}
