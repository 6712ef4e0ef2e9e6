import type { Contract } from '../../helpers/contract/contract.ts'
import type { Json, JsonObject, Role } from '../../helpers/contract/types.ts'

/** What the reference server itself calls the members that stand for something. */
const own: Readonly<Record<Role, string>> = {
  id: 'id',
  owner: 'ownerId',
  name: 'name',
  numbers: 'numbers',
  description: 'description',
}

/** The names of members in a contract, and in the server that is made of it. */
export interface Names {
  /** What the server calls a member of the contract. */
  readonly ownOf: (member: string) => string
  /** What the contract calls a member of the server; undefined for one that it does not have. */
  readonly writtenOf: (name: string) => string | undefined
}

/** Whether the server itself has a member of this name. */
export function isOwnName(name: string): boolean {
  return Object.values(own).includes(name)
}

export function namesOf({ members, dates }: Pick<Contract, 'members' | 'dates'>): Names {
  const toOwn = new Map<string, string>()
  const written = new Map<string, string | undefined>(Object.values(own).map((name) => [name, undefined]))
  for (const [role, name] of Object.entries(own)) {
    const member = Object.entries(members).find(([each]) => each === role)?.[1]
    if (member === undefined) continue
    toOwn.set(member, name)
    written.set(name, member)
  }
  const creation = dates.members.find((member) => /creat/i.test(member))
  written.set('created', creation)
  written.set(
    'updated',
    dates.members.find((member) => member !== creation),
  )
  return {
    ownOf: (member) => toOwn.get(member) ?? member,
    writtenOf: (name) => (written.has(name) ? written.get(name) : name),
  }
}

/** The members of a body, by the server's own names. */
export function understood(names: Names, body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).map(([member, value]) => [names.ownOf(member), value]))
}

/** The members of a group, by the contract's names; those that it does not have are left out. */
export function written(names: Names, group: JsonObject): JsonObject {
  const pairs = Object.entries(group).flatMap(([name, value]): [string, Json][] => {
    const member = names.writtenOf(name)
    return member === undefined ? [] : [[member, value]]
  })
  return Object.fromEntries(pairs)
}
