import type { ErrorObject } from 'ajv/dist/2020.js'
import { publishedSchema } from '../published-schema.ts'
import type { Json } from '../types.ts'
import { inside, type Mistake, oneOf } from './mistake.ts'
import { described } from './types-of.ts'

/** What a file of a contract has against its published JSON Schema. */
export function shapeMistakes(schema: string, value: Json): Mistake[] {
  const fits = publishedSchema(schema, { allErrors: true, verbose: true })
  return fits(value) ? [] : mistakesOf(fits.errors ?? [])
}

/** Keywords that only say that another one found something. */
const indirect = ['if', 'anyOf', 'propertyNames']
/** Keywords of which each says something else of the same place. */
const several = ['required', 'additionalProperties', 'pattern']

/** What Ajv, asked for all errors, found in what stands at a pointer: each once. */
export function mistakesOf(errors: readonly ErrorObject[], at = ''): Mistake[] {
  const direct = errors.filter(({ keyword }) => !indirect.includes(keyword))
  const first = direct.filter(
    ({ keyword, instancePath }, index) =>
      several.includes(keyword) || direct.findIndex((other) => other.instancePath === instancePath) === index,
  )
  return first.map(mistake).map((each) => ({ ...each, at: `${at}${each.at}` }))
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
  const found = `it is ${shown(data)}`
  switch (keyword) {
    case 'required':
      return { at: instancePath, says: `the member ${params.missingProperty} is missing; expected it there` }
    case 'additionalProperties': {
      const unknown: string = params.additionalProperty
      const known = Object.keys(parentSchema?.properties ?? {})
      return {
        at: inside(instancePath, unknown),
        says: `there is no member ${unknown}; ${oneOf(unknown, known)}`,
      }
    }
    case 'enum':
      return { at: instancePath, says: `${found}; ${oneOf(String(data), params.allowedValues)}` }
    case 'const':
      return { at: instancePath, says: `${found}; expected ${shown(params.allowedValue)}` }
    case 'pattern':
      return {
        at: propertyName === undefined ? instancePath : inside(instancePath, propertyName),
        says: `${shown(data)} is not as expected: ${parentSchema?.description ?? `it ${message}`}`,
      }
    default:
      return {
        at: instancePath,
        says: `${found}; ${dueOf(keyword, params, parentSchema) ?? `it ${message}`}`,
      }
  }
}

const units: Readonly<Record<string, string>> = {
  minLength: 'character',
  minItems: 'item',
  minProperties: 'member',
}

/** What is expected, in plain words; undefined where there are none for that keyword. */
function dueOf(
  keyword: string,
  params: ErrorObject['params'],
  schema: ErrorObject['parentSchema'],
): string | undefined {
  if (keyword === 'type') return `expected ${described([params.type].flat())}`
  if (keyword === 'not') return `expected ${schema?.description ?? 'another value'}`
  if (keyword === 'uniqueItems') return 'expected each item once'
  const unit = units[keyword]
  return unit && `expected at least ${params.limit} ${unit}${params.limit === 1 ? '' : 's'}`
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
