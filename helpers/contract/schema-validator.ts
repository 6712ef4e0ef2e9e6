import type { Ajv2020, ValidateFunction } from 'ajv/dist/2020.js'
import { ajv2020 } from './ajv.ts'
import { type SchemaProblem, tellSchemaError } from './tell-schema-error.ts'

/** Problems of a value against a component schema; empty when it is valid. */
export type SchemaValidator = (schema: string, value: unknown) => SchemaProblem[]

/** Validates values against the component schemas of an OpenAPI 3.1 document (JSON Schema 2020-12). */
export function schemaValidator(document: Components): SchemaValidator {
  let ajv: Ajv2020 | undefined
  const compiled = new Map<string, ValidateFunction>()
  return (schema, value) => {
    ajv ??= ajvFor(document)
    const validate = compiled.get(schema) ?? ajv.compile({ $ref: `contract#/components/schemas/${schema}` })
    compiled.set(schema, validate)
    return validate(value) ? [] : (validate.errors ?? []).map(tellSchemaError)
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
