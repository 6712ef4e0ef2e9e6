import type { ContractDocument, OperationObject, ParameterObject } from './document.ts'
import { type PathSetting, pathSettingsOf, spelledPath } from './paths.ts'
import type { Sibling, SiblingName } from './types.ts'

/** An operation by its `operationId`. */
export function operationOf(document: ContractDocument, id: string): Operation {
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, object] of Object.entries(item)) {
      if (object.operationId !== id) continue
      const parameters = (object.parameters ?? []).flatMap((each) => resolveParameter(document, each) ?? [])
      const settings = pathSettingsOf(path, parameters)
      return {
        method: method.toUpperCase(),
        path: spelledPath(path, document['x-conformance'].members.id, settings),
        methods: Object.keys(item).map((each) => each.toUpperCase()),
        object,
        parameters,
        settings,
      }
    }
  }
  throw new Error(`no operation ${id} in the OpenAPI document`)
}

interface Operation {
  readonly method: string
  readonly path: string
  /** Of all operations at its path. */
  readonly methods: readonly string[]
  readonly object: OperationObject
  readonly parameters: readonly ParameterObject[]
  /** Those in its path. */
  readonly settings: readonly PathSetting[]
}

/** The settings in the paths of the update and of its siblings, each once. */
export function pathSettingsOfAll(document: ContractDocument): PathSetting[] {
  const { update, siblings } = document['x-conformance']
  const ids = [update, ...Object.values(siblings).map(({ operation }) => operation)]
  const all = ids.flatMap((id) => operationOf(document, id).settings)
  return [...new Map(all.map((each) => [each.setting, each])).values()]
}

/** The sibling operations. */
export function siblingsOf(document: ContractDocument): Partial<Record<SiblingName, Sibling>> {
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
      ...(sibling.start !== undefined && { start: sibling.start }),
      ...(sibling.least !== undefined && { least: sibling.least }),
    }
  }
  return siblings
}

function resolveParameter(
  document: ContractDocument,
  parameter: ParameterObject | { readonly $ref: string },
): ParameterObject | undefined {
  if (!('$ref' in parameter)) return parameter
  return document.components.parameters?.[parameter.$ref.replace('#/components/parameters/', '')]
}
