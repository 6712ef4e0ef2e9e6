import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js'
import { ajv2020 } from '../contract/ajv.ts'
import { nearest } from '../nearest.ts'
import { UsageError } from '../usage-error.ts'
import { type OptionName, optionSchemas } from './option-schemas.ts'

/** What a call takes. */
interface Call {
  /** What the caller wrote: `runConformance`. */
  readonly name: string
  readonly options: readonly OptionName[]
  readonly required?: readonly OptionName[]
}

/** Throws UsageError for the first option of a call that is unknown, missing or of another kind, naming it. */
export function assertOptions(call: Call, given: unknown): void {
  const validate = validatorOf(call)
  if (validate(withoutUndefined(given))) return
  const [error] = validate.errors ?? []
  throw new UsageError(`${call.name}: ${error ? sentence(error, call.options) : 'the options are not valid'}`)
}

const compiled = new Map<string, ValidateFunction>()

/** Calls with the same options share one: servers are started and runs made by the hundred in one process. */
function validatorOf({ options, required = [] }: Call): ValidateFunction {
  const key = JSON.stringify([options, required])
  const known = compiled.get(key) ?? compile(options, required)
  compiled.set(key, known)
  return known
}

function compile(options: readonly OptionName[], required: readonly OptionName[]): ValidateFunction {
  const schema = {
    type: 'object',
    properties: Object.fromEntries(options.map((option) => [option, optionSchemas[option]])),
    additionalProperties: false,
    required,
  }
  return ajv2020({ strict: false, strictNumbers: true, verbose: true }).compile(schema)
}

/** An option that is given as undefined is not given. */
function withoutUndefined(given: unknown): unknown {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return given
  const known = Object.entries(given).filter(([, value]) => value !== undefined)
  return Object.fromEntries(
    known.map(([name, value]) => [name, name === 'settings' ? withoutUndefined(value) : value]),
  )
}

function sentence(error: ErrorObject, options: readonly OptionName[]): string {
  const { instancePath, keyword, params, data } = error
  const [option = '', ...parts] = instancePath.split('/').slice(1)
  const found = [option, ...parts].join('.')
  if (found === '' && keyword === 'additionalProperties') {
    const unknown = String(params.additionalProperty)
    return `there is no option ${unknown}; did you mean ${nearest(unknown, options)}?`
  }
  if (found === '' && keyword === 'required') {
    const missing = String(params.missingProperty)
    return `${missing} is not given; expected ${expected(missing)}`
  }
  if (found === '') return `the options are ${shown(data)}; expected an object`
  // A setting may be a secret: what it holds stays out of the message.
  const secret = option === 'settings' && parts.length > 0
  const value = secret ? `of the type ${typeof data}` : shown(data)
  return `${found} is ${value}; expected ${secret ? 'a text' : expected(option)}`
}

function expected(option: string): string {
  const known = Object.entries(optionSchemas).find(([name]) => name === option)
  return known?.[1].description ?? 'another value'
}

/** A value in a message, cut to what fits there. */
export function shown(value: unknown): string {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  const quoted = typeof value === 'string' ? JSON.stringify(value) : text
  return quoted.length > 100 ? `${quoted.slice(0, 100).toWellFormed()}…` : quoted
}
