import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import type { ContractDocument } from './document.ts'

/** Problems of a value against a component schema, as sentences; empty when it is valid. */
export type SchemaValidator = (schema: string, value: unknown) => string[]

/** Validates values against the component schemas of an OpenAPI 3.1 document (JSON Schema 2020-12). */
export function schemaValidator(document: ContractDocument): SchemaValidator {
  const ajv = new Ajv2020({ allErrors: true, strictSchema: false, validateFormats: false })
  ajv.addSchema({ $id: 'contract', components: document.components })
  const compiled = new Map<string, ValidateFunction>()
  return (schema, value) => {
    const validate = compiled.get(schema) ?? ajv.compile({ $ref: `contract#/components/schemas/${schema}` })
    compiled.set(schema, validate)
    return validate(value) ? [] : (validate.errors ?? []).map(sentence)
  }
}

function sentence(error: ErrorObject): string {
  const place = error.instancePath || 'the body'
  return `${place} ${error.message ?? error.keyword}`
}
