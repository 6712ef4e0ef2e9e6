import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import $RefParser from '@apidevtools/json-schema-ref-parser'
import { behaviours } from '../../suites/behaviours.ts'
import { isObject } from '../contract/json-value.ts'
import { as31 } from '../contract/outside/as-3-1.ts'
import { draftContract, type Found } from '../contract/outside/draft.ts'
import { nameOfFolder } from '../contract/outside/folder-name.ts'
import { oneOf } from '../contract/outside/mistake.ts'
import { recursionIn } from '../contract/outside/references.ts'
import type { Json, JsonObject } from '../contract/types.ts'
import { replaceFile } from '../replace-file.ts'
import { UsageError } from '../usage-error.ts'

/** Writes a contract from a vendor's document; says what is left to do. Throws UsageError for what is wrong. */
export async function newContract(file: string, named: string, folder: string): Promise<string> {
  nameOfFolder(folder, folder)
  for (const each of ['openapi.json', 'requirements.json']) {
    if (existsSync(join(folder, each)))
      throw new UsageError(`${join(folder, each)} is there already; expected a folder without one`)
  }
  const document = await readDocument(file)
  const { document: contract, unsure } = draftContract(document, operationNamed(document, named, file))
  // What is left of these holds itself; elsewhere in the document it is of no concern.
  const recursive = recursionIn(document, contract)
  if (recursive !== undefined)
    throw new UsageError(
      `${file}: ${recursive}, which the operation needs, holds itself; expected an operation without such a schema`,
    )
  mkdirSync(folder, { recursive: true })
  replaceFile(join(folder, 'openapi.json'), `${JSON.stringify(contract, null, 2)}\n`)
  replaceFile(join(folder, 'requirements.json'), `${JSON.stringify(catalogue(document), null, 2)}\n`)
  return [
    `${folder} is written. To be looked at in openapi.json:`,
    ...unsure.map((sentence) => `  ${sentence}`),
    'In requirements.json each duty that there are checks for stands once: keep what the documents say, with level,',
    'basis and source in place of FILL IN, and take the rest out. Then: group-update-conformance contract check',
    '',
  ].join('\n')
}

async function readDocument(file: string): Promise<JsonObject> {
  const expected = 'expected an OpenAPI 3.0 or 3.1 document, JSON or YAML'
  let found: Json
  try {
    // Nothing is fetched: a document is read with the files beside it.
    found = JSON.parse(
      JSON.stringify(
        await $RefParser.dereference(file, { resolve: { http: false }, dereference: { circular: 'ignore' } }),
      ),
    )
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error)
    throw new UsageError(`${file} cannot be read (${why}); ${expected}`)
  }
  if (isObject(found) && /^3\.[01]\./.test(String(found.openapi))) return as31(found)
  const version = isObject(found) ? (found.swagger ?? found.openapi ?? 'none') : 'none'
  throw new UsageError(`${file}#/openapi: the version of OpenAPI is ${version}; ${expected}`)
}

function operationNamed({ paths }: JsonObject, named: string, file: string): Found {
  const all = Object.entries(isObject(paths) ? paths : {}).flatMap(([path, item]) =>
    Object.entries(isObject(item) ? item : {}).flatMap(([method, operation]) =>
      isObject(operation) ? [{ path, method, operation }] : [],
    ),
  )
  const found = all.find(
    ({ path, method, operation }) =>
      operation.operationId === named || `${method.toUpperCase()} ${path}` === named,
  )
  if (found) return found
  const known = all.map(({ path, method, operation }) =>
    typeof operation.operationId === 'string' ? operation.operationId : `${method.toUpperCase()} ${path}`,
  )
  throw new UsageError(`${file}#/paths: there is no operation ${named}; ${oneOf(named, known)}`)
}

/** Every duty that there are checks for, to be filled in or taken out. */
function catalogue({ info }: JsonObject): Json {
  const document = isObject(info) ? `${info.title} ${info.version}` : 'FILL IN'
  const checks = behaviours.flatMap((behaviour) => behaviour.checks)
  const requirements: Record<string, Json> = {}
  for (const { requirements: ids, title } of checks) {
    for (const id of ids)
      requirements[id] ??= {
        level: 'FILL IN',
        basis: 'FILL IN',
        duty: `A server FILL IN (${title}).`,
        source: { document, section: 'FILL IN' },
      }
  }
  return { requirements }
}
