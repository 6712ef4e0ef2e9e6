import type { ErrorObject } from 'ajv/dist/2020.js'
import { publishedSchema } from '../published-schema.ts'
import type { Json } from '../types.ts'
import { inside, type Mistake, oneOf } from './mistake.ts'

/** What a file of a contract has against its published JSON Schema. */
export function shapeMistakes(schema: string, value: Json): Mistake[] {
  const fits = publishedSchema(schema, { allErrors: true, verbose: true })
  if (fits(value)) return []
  return (fits.errors ?? []).filter(({ keyword }) => keyword !== 'if').map(mistake)
}

function mistake({
  keyword,
  instancePath,
  params,
  parentSchema,
  message,
  data,
  propertyName,
}: ErrorObject): Mistake {
  switch (keyword) {
    case 'required':
      return { at: instancePath, says: `the member ${params.missingProperty} is missing; expected it there` }
    case 'additionalProperties': {
      const found: string = params.additionalProperty
      const known = Object.keys(parentSchema?.properties ?? {})
      return { at: inside(instancePath, found), says: `there is no member ${found}; ${oneOf(found, known)}` }
    }
    case 'enum':
      return { at: instancePath, says: `it is ${shown(data)}; ${oneOf(String(data), params.allowedValues)}` }
    case 'const':
      return { at: instancePath, says: `it is ${shown(data)}; expected ${shown(params.allowedValue)}` }
    case 'pattern':
      return {
        at: propertyName === undefined ? instancePath : inside(instancePath, propertyName),
        says: `${shown(data)} is not as expected: ${parentSchema?.description ?? `it ${message}`}`,
      }
    default:
      return { at: instancePath, says: `it is ${shown(data)}; it ${message}` }
  }
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
