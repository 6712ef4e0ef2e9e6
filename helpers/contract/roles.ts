import type { Contract } from './contract.ts'
import type { GroupValues, JsonObject } from './types.ts'

/** The members of a group as an endpoint writes it, by what they stand for. */
export function rolesOf({ members }: Pick<Contract, 'members'>, group: JsonObject): GroupValues {
  const pairs = Object.entries(members).flatMap(([role, member]) =>
    Object.hasOwn(group, member) ? [[role, group[member]]] : [],
  )
  return Object.fromEntries(pairs)
}
