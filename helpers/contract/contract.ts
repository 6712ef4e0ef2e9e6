import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../package-root.ts'
import {
  type ContractDocument,
  type JsonSchema,
  type OperationObject,
  type ParameterObject,
  type RequirementsDocument,
  readDataFile,
} from './document.ts'
import { type SchemaValidator, schemaValidator } from './schema-validator.ts'
import type { Manifestation, Outcome, Requirement, Role, Sibling, SiblingName } from './types.ts'

/** What the documents say of one endpoint, ready for use. */
export interface Contract {
  readonly name: string
  readonly title: string
  readonly requirements: Readonly<Record<string, Requirement>>
  /** The update operation: method, and path with `{id}` where the id stands in the URL. */
  readonly update: { readonly method: string; readonly path: string; readonly mediaTypes: readonly string[] }
  /** The `accept` header of an ordinary request, where the documents ask for one. */
  readonly accept: string | undefined
  readonly members: Readonly<Partial<Record<Role, string>>>
  readonly required: readonly Role[]
  /** JSON pointer to the group in a successful answer. */
  readonly groupAt: string
  readonly schemas: ContractDocument['x-conformance']['schemas']
  /** The JSON Schema of the update's payload. */
  readonly requestSchema: JsonSchema
  /** The component schema that a `$ref` names. */
  readonly resolve: (reference: string) => JsonSchema
  readonly dates: ContractDocument['x-conformance']['dates']
  readonly outcomes: Readonly<Partial<Record<Outcome, readonly Manifestation[]>>>
  readonly siblings: Readonly<Partial<Record<SiblingName, Sibling>>>
  readonly basic: boolean
  readonly apiKeyHeader: string | undefined
  /** Headers whose value is a setting, such as `tenant`. */
  readonly settingHeaders: readonly { readonly header: string; readonly setting: string }[]
  readonly validate: SchemaValidator
}

const schemasFolder = join(packageRoot, 'schemas')

/** Names of the endpoints that this package has a contract for, in alphabetical order. */
export function endpointNames(): string[] {
  return readdirSync(schemasFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

const loaded = new Map<string, Contract>()

/** Loads a contract, once: an `openapi.json` and a `requirements.json` in a folder named for the endpoint. */
export function loadContract(name: string, folder: string = join(schemasFolder, name)): Contract {
  const contract = loaded.get(folder) ?? readContract(name, folder)
  loaded.set(folder, contract)
  return contract
}

function readContract(name: string, folder: string): Contract {
  const document = readDataFile<ContractDocument>(join(folder, 'openapi.json'))
  const { requirements } = readDataFile<RequirementsDocument>(join(folder, 'requirements.json'))
  const about = document['x-conformance']
  const { schemas, securitySchemes } = document.components
  const operation = operationOf(document, about.update)
  const requestSchema = componentOf(schemas, about.schemas.request)
  const required = Array.isArray(requestSchema.required) ? requestSchema.required : []
  return {
    name,
    title: about.title,
    requirements,
    update: {
      method: operation.method,
      path: operation.path,
      mediaTypes: Object.keys(operation.object.responses['200']?.content ?? {}),
    },
    accept: about.accept,
    members: about.members,
    required: roles(about.members).filter((role) => required.includes(about.members[role] ?? '')),
    groupAt: about.group,
    schemas: about.schemas,
    requestSchema,
    resolve: (reference) => componentOf(schemas, reference),
    dates: about.dates,
    outcomes: operation.object['x-outcomes'] ?? {},
    siblings: siblingsOf(document),
    basic: Object.values(securitySchemes).some((scheme) => scheme.scheme === 'basic'),
    apiKeyHeader: Object.values(securitySchemes).find((scheme) => scheme.type === 'apiKey')?.name,
    settingHeaders: settingHeadersOf(document, operation.object),
    validate: schemaValidator(document),
  }
}

function componentOf(schemas: ContractDocument['components']['schemas'], reference: string): JsonSchema {
  const schema = schemas[reference.replace('#/components/schemas/', '')]
  if (!schema) throw new Error(`no component schema ${reference} in the OpenAPI document`)
  return schema
}

function roles(members: Contract['members']): Role[] {
  const all: Role[] = ['id', 'owner', 'name', 'numbers', 'description']
  return all.filter((role) => members[role] !== undefined)
}

function operationOf(
  document: ContractDocument,
  id: string,
): { method: string; path: string; object: OperationObject } {
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, object] of Object.entries(item)) {
      if (object.operationId === id) return { method: method.toUpperCase(), path, object }
    }
  }
  throw new Error(`no operation ${id} in the OpenAPI document`)
}

function siblingsOf(document: ContractDocument): Contract['siblings'] {
  const siblings: Partial<Record<SiblingName, Sibling>> = {}
  const names: SiblingName[] = ['create', 'read', 'list', 'remove']
  for (const name of names) {
    const sibling = document['x-conformance'].siblings[name]
    if (!sibling) continue
    const { method, path } = operationOf(document, sibling.operation)
    siblings[name] = {
      method,
      path,
      asks: sibling.asks ?? [{}],
      at: sibling.at ?? '',
      ...(sibling.total !== undefined && { total: sibling.total }),
      ...(sibling.page !== undefined && { page: sibling.page }),
    }
  }
  return siblings
}

function settingHeadersOf(
  document: ContractDocument,
  operation: OperationObject,
): Contract['settingHeaders'] {
  return (operation.parameters ?? []).flatMap((reference) => {
    const parameter = resolveParameter(document, reference)
    const setting = parameter?.['x-setting']
    return parameter?.in === 'header' && setting ? [{ header: parameter.name, setting }] : []
  })
}

function resolveParameter(
  document: ContractDocument,
  parameter: ParameterObject | { readonly $ref: string },
): ParameterObject | undefined {
  if (!('$ref' in parameter)) return parameter
  return document.components.parameters?.[parameter.$ref.replace('#/components/parameters/', '')]
}
