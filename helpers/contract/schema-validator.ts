import type { Ajv2020, ErrorObject, ValidateFunction } from 'ajv/dist/2020.js'
import { ajv2020 } from './ajv.ts'

/** Problems of a value against a component schema, as sentences; empty when it is valid. */
export type SchemaValidator = (schema: string, value: unknown) => string[]

/** Validates values against the component schemas of an OpenAPI 3.1 document (JSON Schema 2020-12). */
export function schemaValidator(document: Components): SchemaValidator {
  let ajv: Ajv2020 | undefined
  const compiled = new Map<string, ValidateFunction>()
  return (schema, value) => {
    ajv ??= ajvFor(document)
    const validate = compiled.get(schema) ?? ajv.compile({ $ref: `contract#/components/schemas/${schema}` })
    compiled.set(schema, validate)
    return validate(value) ? [] : (validate.errors ?? []).map(sentence)
  }
}

interface Components {
  readonly components: unknown
}

function ajvFor({ components }: Components): Ajv2020 {
  // The schemas themselves are linted when this project is built, or when a contract from outside is read; nor is the
  // code for each of them worth optimising, which validates a few dozen values.
  const options = {
    allErrors: true,
    strict: false,
    validateFormats: false,
    validateSchema: false,
    meta: false,
    code: { optimize: false },
    verbose: true,
  }
  return ajv2020(options).addSchema({ $id: 'contract', components })
}

/** Code units of a text that are shown. */
const longest = 200

/** What is wrong with a text that has not its documented form, without the form itself: few people read patterns. */
function formOf({ data, parentSchema }: ErrorObject): string {
  const { description, examples } = parentSchema ?? {}
  const due = Array.isArray(examples) ? `, such as ${JSON.stringify(examples[0])}` : ''
  const told = due === '' && typeof description === 'string' ? ` (${description})` : due
  const text = JSON.stringify(data)
  const shown = text.length > longest ? `${text.slice(0, longest)}…` : text
  return `${shown} is not of the documented form${told}`
}

function sentence(error: ErrorObject): string {
  const place = error.instancePath || 'the body'
  if (error.keyword === 'pattern') return `${place} ${formOf(error)}`
  return `${place} ${error.message ?? error.keyword}`
}
