import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Options, ValidateFunction } from 'ajv/dist/2020.js'
import { packageRoot } from '../package-root.ts'
import { addFormats, ajv2020 } from './ajv.ts'

/** A validator by one of this package's own JSON Schemas, that of its run record or of its baseline. */
export function publishedSchema<Value>(file: string, options: Options = {}): ValidateFunction<Value> {
  const ajv = ajv2020({ strictRequired: false, ...options })
  addFormats(ajv)
  return ajv.compile<Value>(JSON.parse(readFileSync(join(packageRoot, 'schemas', file), 'utf8')))
}

/** The first thing that a validator found wrong, in one line. */
export function problemOf({ errors }: ValidateFunction): string {
  const [error] = errors ?? []
  const { instancePath = '', message = 'it is not valid', params = {} } = error ?? {}
  const named = 'additionalProperty' in params ? ` (${params.additionalProperty})` : ''
  return `${instancePath ? `${instancePath} ` : ''}${message}${named}`
}
