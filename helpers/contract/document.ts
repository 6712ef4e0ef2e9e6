import { readFileSync } from 'node:fs'
import type { Json, Manifestation, Outcome, Requirement, Role, SiblingAsk, SiblingName } from './types.ts'

/** The parts of an endpoint's OpenAPI document that this suite reads. `tests/contract` holds the files to it. */
export interface ContractDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>
    readonly securitySchemes?: Readonly<Record<string, SecurityScheme>>
    readonly parameters?: Readonly<Record<string, ParameterObject>>
  }
  readonly 'x-conformance': {
    readonly title: string
    /** The contract of this package that a layer is laid on. */
    readonly extends?: string
    readonly update: string
    readonly accept?: string
    readonly members: Readonly<Partial<Record<Role, string>>>
    readonly group: string
    readonly groupInRequest?: string
    readonly schemas: {
      readonly request: string
      readonly group: string
      /** What stands around the answer to an update that was carried out, and around a refusal. */
      readonly envelope?: string
      readonly refusal?: string
    }
    readonly dates?: { readonly schema: string; readonly members: readonly string[] }
    readonly siblings: Readonly<Partial<Record<SiblingName, SiblingObject>>>
  }
}

export interface OperationObject {
  readonly operationId: string
  readonly parameters?: readonly (ParameterObject | { readonly $ref: string })[]
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>
  readonly 'x-outcomes'?: Readonly<Partial<Record<Outcome, readonly Manifestation[]>>>
}

export interface ParameterObject {
  readonly name: string
  readonly in: 'path' | 'query' | 'header' | 'cookie'
  readonly required?: boolean
  readonly schema?: { readonly format?: string }
  readonly 'x-setting'?: string
}

export type JsonSchema = { readonly [keyword: string]: Json }

export interface SecurityScheme {
  readonly type: string
  readonly scheme?: string
  readonly in?: string
  readonly name?: string
}

interface SiblingObject {
  readonly operation: string
  readonly asks?: readonly SiblingAsk[]
  readonly at?: string
  readonly total?: string
  readonly page?: string
  readonly start?: string
  readonly least?: SiblingAsk
}

/** The requirement catalogue's file. */
export interface RequirementsDocument {
  readonly requirements: Readonly<Record<string, Requirement>>
}

/** Reads a data file of this package. Its shape is held by a test, so it is trusted here. */
export function readDataFile<Shape>(file: string): Shape {
  return JSON.parse(readFileSync(file, 'utf8'))
}
