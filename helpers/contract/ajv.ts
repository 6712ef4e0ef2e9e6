import { createRequire } from 'node:module'
import type { Ajv2020, Options } from 'ajv/dist/2020.js'

const load = createRequire(import.meta.url)

/**
 * Ajv for JSON Schema 2020-12. It is loaded where something is validated, not before: the main thread of a run
 * validates nothing unless it is handed a file.
 */
export function ajv2020(options: Options): Ajv2020 {
  const loaded: typeof import('ajv/dist/2020.js') = load('ajv/dist/2020.js')
  return new loaded.Ajv2020(options)
}

/** Makes the formats of JSON Schema known to an Ajv, such as `date-time`. */
export function addFormats(ajv: Ajv2020): void {
  const loaded: typeof import('ajv-formats') = load('ajv-formats')
  loaded.default(ajv)
}
