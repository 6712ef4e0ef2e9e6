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
  type SecurityScheme,
} from './document.ts'
import { isObject } from './json-value.ts'
import { operationOf, pathSettingsOfAll, siblingsOf } from './operations.ts'
import type { PathSetting } from './paths.ts'
import { type SchemaValidator, schemaValidator } from './schema-validator.ts'
import type { Manifestation, Outcome, Requirement, Role, Sibling, SiblingName } from './types.ts'

/** What the documents say of one endpoint, ready for use. */
export interface Contract {
  readonly name: string
  readonly title: string
  readonly requirements: Readonly<Record<string, Requirement>>
  /** The update operation: method, and path with `{id}` where the id stands in the URL. */
  readonly update: {
    readonly method: string
    readonly path: string
    readonly mediaTypes: readonly string[]
    /** All methods that are documented at its address. */
    readonly methods: readonly string[]
  }
  /** The `accept` header of an ordinary request, where the documents ask for one. */
  readonly accept: string | undefined
  readonly members: Readonly<Partial<Record<Role, string>>>
  readonly required: readonly Role[]
  /** JSON pointer to the group in a successful answer. */
  readonly groupAt: string
  /** JSON pointer to the members of the group in a request; empty where they are the whole body. */
  readonly requestAt: string
  /** Whether the answer to an update that was carried out shows the group: it has a body, and more than a mark is known of it. */
  readonly reports: boolean
  readonly schemas: ContractDocument['x-conformance']['schemas']
  /** Whether an update may have a member: the id may stand in its address alone. */
  readonly isSent: (member: string) => boolean
  /** The JSON Schema of the update's payload. */
  readonly requestSchema: JsonSchema
  /** The component schema that a `$ref` names. */
  readonly resolve: (reference: string) => JsonSchema
  readonly dates: NonNullable<ContractDocument['x-conformance']['dates']>
  readonly outcomes: Readonly<Partial<Record<Outcome, readonly Manifestation[]>>>
  readonly siblings: Readonly<Partial<Record<SiblingName, Sibling>>>
  readonly basic: boolean
  /** Where a request shows the key; undefined where there is none. */
  readonly apiKey: KeyPlace | undefined
  /** Headers whose value is a setting, such as `tenant`. */
  readonly settingHeaders: readonly SettingHeader[]
  /** The one of them that names the tenant: its setting is `TENANT`. */
  readonly tenantHeader: string | undefined
  /** Parts of its paths that are settings, each once: `{TENANT}` stands for one there. */
  readonly pathSettings: readonly PathSetting[]
  readonly validate: SchemaValidator
  /** Of a contract from outside: where it was read, and what it is. */
  readonly outside?: OutsideContract
}

/** What a report says of a contract that is not of this package. */
export interface OutsideContract {
  /** Its folder, as it was given. */
  readonly folder: string
  /** Digest of both files, as they were judged by. */
  readonly digest: string
  /** The contract of this package that it is laid on. */
  readonly extends?: string
  /** What it changes there, a pointer each. */
  readonly changes?: readonly string[]
}

/** Where a request shows a key: the header, and the scheme that stands before it there, as before a bearer token. */
export interface KeyPlace {
  readonly header: string
  readonly scheme?: 'Bearer'
}

export interface SettingHeader {
  readonly header: string
  /** What stands behind the endpoint's own name in that of the variable. */
  readonly setting: string
  /** Requests can do without it. */
  readonly optional?: boolean
  /** Its value is not to be shown: its schema has the format `password`. */
  readonly secret?: boolean
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

/** The folder of one of them. */
export function packageFolder(name: string): string {
  return join(schemasFolder, name)
}

/** Loads a contract of this package, once: an `openapi.json` and a `requirements.json` in a folder named for the endpoint. */
export function loadContract(name: string, folder: string = packageFolder(name)): Contract {
  const contract = loaded.get(folder) ?? readContract(name, folder)
  loaded.set(folder, contract)
  return contract
}

function readContract(name: string, folder: string): Contract {
  const document = readDataFile<ContractDocument>(join(folder, 'openapi.json'))
  return contractOf(name, document, readDataFile<RequirementsDocument>(join(folder, 'requirements.json')))
}

/** What two documents say, ready for use. */
export function contractOf(
  name: string,
  document: ContractDocument,
  { requirements }: RequirementsDocument,
  outside?: OutsideContract,
): Contract {
  const about = document['x-conformance']
  const { schemas, securitySchemes = {} } = document.components
  const operation = operationOf(document, about.update)
  const requestSchema = componentOf(schemas, about.schemas.request)
  const required = Array.isArray(requestSchema.required) ? requestSchema.required : []
  const outcomes = operation.object['x-outcomes'] ?? {}
  const settingHeaders = settingHeadersOf(operation.parameters)
  const mediaTypes = mediaTypesOf(operation.object)
  return {
    name,
    title: about.title,
    requirements,
    update: {
      method: operation.method,
      path: operation.path,
      mediaTypes,
      methods: operation.methods,
    },
    accept: about.accept,
    members: about.members,
    required: roles(about.members).filter((role) => required.includes(about.members[role] ?? '')),
    groupAt: about.group,
    requestAt: about.groupInRequest ?? '',
    reports: (outcomes.updated ?? []).some(
      ({ body, mark }) => body !== undefined || (mark === undefined && mediaTypes.length > 0),
    ),
    schemas: about.schemas,
    isSent: (member) => isObject(requestSchema.properties) && Object.hasOwn(requestSchema.properties, member),
    requestSchema,
    resolve: (reference) => componentOf(schemas, reference),
    dates: about.dates ?? { schema: '', members: [] },
    outcomes,
    siblings: siblingsOf(document),
    basic: Object.values(securitySchemes).some((scheme) => isScheme(scheme, 'basic')),
    apiKey: keyPlaceOf(Object.values(securitySchemes)),
    settingHeaders,
    tenantHeader: settingHeaders.find(({ setting }) => setting === 'TENANT')?.header,
    pathSettings: pathSettingsOfAll(document),
    validate: schemaValidator(document),
    ...(outside && { outside }),
  }
}

function keyPlaceOf(schemes: readonly SecurityScheme[]): KeyPlace | undefined {
  if (schemes.some((scheme) => isScheme(scheme, 'bearer')))
    return { header: 'Authorization', scheme: 'Bearer' }
  const header = schemes.find(({ type }) => type === 'apiKey')?.name
  return header === undefined ? undefined : { header }
}

/** Names of schemes may be in any case. */
function isScheme({ type, scheme }: SecurityScheme, name: string): boolean {
  return type === 'http' && scheme?.toLowerCase() === name
}

/** The media types of an answer to an update that was carried out. */
function mediaTypesOf({ responses }: OperationObject): string[] {
  const success = Object.entries(responses).find(([status]) => status.startsWith('2'))
  return Object.keys(success?.[1].content ?? {})
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

function settingHeadersOf(parameters: readonly ParameterObject[]): Contract['settingHeaders'] {
  return parameters.flatMap(({ name: header, in: where, required, schema, 'x-setting': setting }) => {
    if (where !== 'header' || !setting) return []
    return {
      header,
      setting,
      ...(required !== true && { optional: true }),
      ...(schema?.format === 'password' && { secret: true }),
    }
  })
}
