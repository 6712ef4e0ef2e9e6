import { createHash } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { readText, whyUnreadable } from '../../text-file.ts'
import { UsageError } from '../../usage-error.ts'
import { type Contract, contractOf, endpointNames, packageFolder } from '../contract.ts'
import type { ContractDocument, RequirementsDocument } from '../document.ts'
import { isObject, memberOf } from '../json-value.ts'
import type { JsonObject } from '../types.ts'
import { withoutAllOf } from './all-of.ts'
import { extensionMistakes } from './extension-mistakes.ts'
import { nameOfFolder } from './folder-name.ts'
import { layerMistakes } from './layer-mistakes.ts'
import { meaningMistakes } from './meaning.ts'
import { changesOf, droppedInVain, mergePatch } from './merge-patch.ts'
import { assertNone, oneOf } from './mistake.ts'
import { withWholeOperations } from './parameters.ts'
import { referenceMistakes } from './references.ts'
import { schemaMistakes } from './schema-mistakes.ts'
import { shapeMistakes } from './shape.ts'

const files = ['openapi.json', 'requirements.json'] as const

/** Reads a contract from outside, and holds it against all that can be known of it. Throws UsageError for what is wrong. */
export function readContractFolder(given: string): Contract {
  return readFolder(given).contract
}

/** The same, with the document that it was read from. */
export function readFolder(given: string): { readonly contract: Contract; readonly document: JsonObject } {
  assertFolder(given)
  const name = nameOfFolder(given, `--contract ${given}`)
  const own = { document: readObject(given, 'openapi.json'), requirements: readRequirements(given) }
  const base = baseOf(own.document, join(given, 'openapi.json'))
  const whole = base ? laidOn(base, own, given) : own
  const [documentFile, requirementsFile] = [join(given, files[0]), join(given, files[1])]
  assertOpenApi3(whole.document, documentFile)
  assertNone(documentFile, [
    ...extensionMistakes(whole.document),
    ...shapeMistakes('contract.schema.json', whole.document),
  ])
  assertNone(requirementsFile, shapeMistakes('requirements.schema.json', whole.requirements))
  const document = asRead(whole.document, documentFile)
  const digest = createHash('sha256')
    .update(JSON.stringify([whole.document, whole.requirements]))
    .digest('hex')
  const outside = {
    folder: given,
    digest: `sha256:${digest.slice(0, 16)}`,
    ...(base && { extends: base.name, changes: changesOn(base, own) }),
  }
  const contract = contractOf(name, asDocument(document), asRequirements(whole.requirements), outside)
  return { contract, document }
}

interface Parts {
  readonly document: JsonObject
  readonly requirements: JsonObject
}

/** A document as the suite reads it: what is shared or put together is in each place whole. */
function asRead(document: JsonObject, file: string): JsonObject {
  assertNone(file, referenceMistakes(document))
  assertNone(file, schemaMistakes(document))
  const whole = withoutAllOf(document)
  assertNone(file, meaningMistakes(whole))
  return withWholeOperations(whole)
}

/** What the schemas have been held against is of that shape. */
function asDocument(document: JsonObject): ContractDocument {
  return JSON.parse(JSON.stringify(document))
}

function asRequirements(requirements: JsonObject): RequirementsDocument {
  return JSON.parse(JSON.stringify(requirements))
}

function assertFolder(given: string): void {
  if (!existsSync(given) || !statSync(given).isDirectory())
    throw new UsageError(
      `--contract ${given}: there is no such folder; expected one with ${files.join(' and ')}`,
    )
}

function readRequirements(given: string): JsonObject {
  return readObject(given, 'requirements.json')
}

function readObject(given: string, file: (typeof files)[number]): JsonObject {
  const path = join(given, file)
  if (!existsSync(path))
    throw new UsageError(`--contract ${given}: there is no ${file} in it; expected ${files.join(' and ')}`)
  try {
    const value = JSON.parse(readText(path))
    if (isObject(value)) return value
  } catch (error) {
    if (!(error instanceof SyntaxError))
      throw new UsageError(`${path} ${whyUnreadable(error)}; expected a JSON object`)
    throw new UsageError(`${path} is not JSON (${error.message}); expected a JSON object`)
  }
  throw new UsageError(`${path} holds no JSON object; expected one`)
}

function assertOpenApi3(document: JsonObject, file: string): void {
  if (document.swagger !== undefined)
    throw new UsageError(
      `${file}#/swagger: it is an OpenAPI ${document.swagger} document; expected OpenAPI 3.1: convert it first`,
    )
}

interface Base extends Parts {
  readonly name: string
}

function baseOf(document: JsonObject, file: string): Base | undefined {
  const name = memberOf(document['x-conformance'], 'extends')
  if (name === undefined) return undefined
  const known = endpointNames()
  if (typeof name !== 'string' || !known.includes(name))
    throw new UsageError(
      `${file}#/x-conformance/extends: there is no contract ${name}; ${oneOf(String(name), known)}`,
    )
  const folder = packageFolder(name)
  return { name, document: readObject(folder, 'openapi.json'), requirements: readRequirements(folder) }
}

/** A layer on the contract that it extends. */
function laidOn(base: Base, layer: Parts, given: string): Parts {
  for (const [file, part] of [
    ['openapi.json', 'document'],
    ['requirements.json', 'requirements'],
  ] as const) {
    const says = `${base.name} has nothing there that could be dropped; expected null only for what it has`
    assertNone(
      join(given, file),
      droppedInVain(base[part], layer[part]).map((at) => ({ at, says })),
    )
  }
  const document = mergePatch(base.document, layer.document)
  const requirements = mergePatch(base.requirements, layer.requirements)
  if (isObject(document))
    assertNone(join(given, 'openapi.json'), layerMistakes(base.document, document, base.name))
  return isObject(document) && isObject(requirements) ? { document, requirements } : base
}

function changesOn(base: Base, layer: Parts): string[] {
  return [
    ...changesOf(base.document, layer.document).filter(
      (change) => !change.endsWith('/x-conformance/extends'),
    ),
    ...changesOf(base.requirements, layer.requirements),
  ]
}
