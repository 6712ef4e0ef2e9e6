import type { Contract } from '../contract/contract.ts'
import { sameJson } from '../contract/json-value.ts'
import type { Json, JsonObject, Role } from '../contract/types.ts'
import type { StoredGroup } from '../fixtures/siblings.ts'
import { isOtherTime } from '../target/instant.ts'

/** A member of a stored group that is not as it was. */
export interface StoredChange {
  readonly member: string
  readonly sent: Json | undefined
  readonly seen: Json | undefined
}

/** The first member that two readings of a group show otherwise; its dates last, which change with any other. */
export function storedChange(
  contract: Contract,
  before: StoredGroup,
  after: StoredGroup,
): StoredChange | undefined {
  const [was, is] = [shown(before), shown(after)]
  const role = Object.keys({ ...was, ...is }).find((each) => !sameJson(was[each], is[each]))
  if (role !== undefined)
    return { member: contract.members[role as Role] ?? role, sent: was[role], seen: is[role] }
  const moved = contract.dates.members.find((date) => isOtherTime(before.members[date], after.members[date]))
  if (moved === undefined) return undefined
  return { member: moved, sent: before.members[moved], seen: after.members[moved] }
}

function shown({ values, members: { count } }: StoredGroup): JsonObject {
  return { ...values, ...(count !== undefined && { count }) }
}
