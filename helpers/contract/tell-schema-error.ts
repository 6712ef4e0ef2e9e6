import type { ErrorObject } from 'ajv/dist/2020.js'
import { memberName, typeInWords, typeNames } from './json-value.ts'

/** What is wrong with a value by its schema. */
export interface SchemaProblem {
  /** Which member it is, what it is and what it must be. */
  readonly says: string
  /** Whether an object is none or lacks a member. */
  readonly isOfShape: boolean
}

/** Code units of a value that are shown. */
const longest = 200

export function tellSchemaError(error: ErrorObject): SchemaProblem {
  const isOfShape =
    error.keyword === 'required' || (error.keyword === 'type' && error.params.type === 'object')
  return { says: sentence(error), isOfShape }
}

function sentence({ keyword, instancePath, data, params, message, parentSchema }: ErrorObject): string {
  const place = instancePath === '' ? 'the body' : `\`${pathOf(instancePath)}\``
  if (keyword === 'required') return `\`${pathOf(`${instancePath}/${params.missingProperty}`)}\` is missing`
  if (keyword === 'type') return `${place} is ${typeInWords(data)}; must be ${typesDue(params.type)}`
  if (keyword === 'const') return `${place} is ${shown(data)}; must be ${shown(params.allowedValue)}`
  if (keyword === 'pattern') return `${place} ${formOf(data, parentSchema)}`
  return `${place} ${message ?? keyword}`
}

function pathOf(pointer: string): string {
  return pointer.slice(1).split('/').map(memberName).join('.')
}

function typesDue(due: unknown): string {
  const types: readonly unknown[] = Array.isArray(due) ? due : [due]
  return types.map((type) => typeNames.get(type) ?? String(type)).join(' or ')
}

/** What is wrong with a text that has not its documented form, without the form itself: few people read patterns. */
function formOf(
  data: unknown,
  { description, examples }: NonNullable<ErrorObject['parentSchema']> = {},
): string {
  const due = Array.isArray(examples) ? `, such as ${JSON.stringify(examples[0])}` : ''
  const told = due === '' && typeof description === 'string' ? ` (${description})` : due
  return `${shown(data)} is not of the documented form${told}`
}

function shown(value: unknown): string {
  const text = JSON.stringify(value)
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
