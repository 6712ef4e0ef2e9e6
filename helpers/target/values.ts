import type { Contract } from '../contract/contract.ts'
import { isObject, sameJson, valueAt } from '../contract/json-value.ts'
import { rolesOf } from '../contract/roles.ts'
import type { GroupValues, Json, JsonObject, Role } from '../contract/types.ts'
import type { Answer } from './answer.ts'

/** The group that an answer in JSON reports, its documented members by role and all as it came; undefined where none. */
export function reportedGroup(
  contract: Contract,
  answer: Answer,
): { readonly values: GroupValues; readonly members: JsonObject } | undefined {
  const group = valueAt(answer.json, contract.groupAt)
  if (!isObject(group)) return undefined
  const { properties } = contract.resolve(contract.schemas.group)
  const known = Object.entries(rolesOf(contract, group)).filter(
    ([role]) => isObject(properties) && Object.hasOwn(properties, contract.members[role as Role] ?? role),
  )
  return { values: Object.fromEntries(known), members: group }
}

/** A value that is shown otherwise than it was sent. */
export interface Difference {
  readonly role: Role
  readonly sent: Json
  readonly seen: Json
}

/** The first value that is shown otherwise than it was sent; one that is not shown at all is none. */
export function firstDifference(sent: GroupValues, seen: GroupValues): Difference | undefined {
  for (const [role, value] of Object.entries(sent) as [Role, Json][]) {
    const other = seen[role]
    if (other !== undefined && !sameJson(other, value)) return { role, sent: value, seen: other }
  }
  return undefined
}

/** Whether anything that is shown is what was sent: who answers everybody alike shows nothing of it. */
export function anyAsSent(sent: GroupValues, seen: GroupValues): boolean {
  return (Object.entries(sent) as [Role, Json][]).some(([role, value]) => sameJson(seen[role], value))
}
