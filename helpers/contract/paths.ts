import type { Contract } from './contract.ts'
import type { ParameterObject } from './document.ts'

/** A part of a path that a setting gives, whatever the documents call it. */
export interface PathSetting {
  /** The name that stands in braces in the documents. */
  readonly parameter: string
  /** What stands behind the endpoint's own name in that of the variable. */
  readonly setting: string
  /** Its value is not to be shown: its schema has the format `password`. */
  readonly secret?: boolean
}

/**
 * Which parts of a path no setting gives: the id of the group, which is named `id` or as that member is or ends the path,
 * and what nothing is known to stand for.
 */
export function freeParts(
  path: string,
  idMember: unknown,
  settingOf: (parameter: string) => unknown,
): { readonly id: string | undefined; readonly unknown: readonly string[] } {
  const names = [...path.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name)
  const free = names.filter((name) => settingOf(name) === undefined)
  const likely = ['id', idMember, /\{([^}]*)\}$/.exec(path)?.[1]]
  const id = likely.flatMap((name) => free.find((each) => each === name) ?? [])[0]
  return { id, unknown: free.filter((name) => name !== id) }
}

/** The parts of a path that settings give. */
export function pathSettingsOf(path: string, parameters: readonly ParameterObject[]): PathSetting[] {
  return parameters.flatMap(({ name: parameter, in: where, schema, 'x-setting': setting }) =>
    where === 'path' && setting !== undefined && path.includes(`{${parameter}}`)
      ? [{ parameter, setting, ...(schema?.format === 'password' && { secret: true }) }]
      : [],
  )
}

/** A path as the suite has it: with `{id}` for the id of the group, and the name of a setting for what that gives. */
export function spelledPath(
  path: string,
  idMember: string | undefined,
  settings: readonly PathSetting[],
): string {
  const named = new Map(settings.map(({ parameter, setting }) => [parameter, setting]))
  const { id } = freeParts(path, idMember, (name) => named.get(name))
  return path.replace(/\{([^}]*)\}/g, (_, name: string) =>
    name === id ? '{id}' : `{${named.get(name) ?? name}}`,
  )
}

/** The contract at one address: what settings give stands in its paths. */
export function addressed(contract: Contract, values: Readonly<Record<string, string>>): Contract {
  if (contract.pathSettings.length === 0) return contract
  const filled = <Operation extends { readonly path: string }>(operation: Operation): Operation => ({
    ...operation,
    path: contract.pathSettings.reduce(
      (path, { setting }) => path.replaceAll(`{${setting}}`, () => encodeURIComponent(values[setting] ?? '')),
      operation.path,
    ),
  })
  const siblings = Object.entries(contract.siblings).map(([name, sibling]) => [name, filled(sibling)])
  return { ...contract, update: filled(contract.update), siblings: Object.fromEntries(siblings) }
}
