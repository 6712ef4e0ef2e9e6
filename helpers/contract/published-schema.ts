import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Options, ValidateFunction } from 'ajv/dist/2020.js'
import { packageRoot } from '../package-root.ts'
import { addFormats, ajv2020 } from './ajv.ts'

const compiled = new Map<string, ValidateFunction>()

/**
 * A validator by one of this package's own JSON Schemas, that of its run record or of its baseline. Each is compiled once
 * in a process, and is used too seldom for its code to be worth optimising.
 */
export function publishedSchema<Value>(file: string, options: Options = {}): ValidateFunction<Value> {
  const key = JSON.stringify([file, options])
  const known = compiled.get(key) ?? compile(file, options)
  compiled.set(key, known)
  return known as ValidateFunction<Value>
}

function compile(file: string, options: Options): ValidateFunction {
  const ajv = ajv2020({ strictRequired: false, code: { optimize: false }, ...options })
  addFormats(ajv)
  return ajv.compile(JSON.parse(readFileSync(join(packageRoot, 'schemas', file), 'utf8')))
}

/** The first thing that a validator found wrong, in one line. */
export function problemOf({ errors }: ValidateFunction): string {
  const [error] = errors ?? []
  const { instancePath = '', message = 'it is not valid', params = {} } = error ?? {}
  const named = 'additionalProperty' in params ? ` (${params.additionalProperty})` : ''
  return `${instancePath ? `${instancePath} ` : ''}${message}${named}`
}
