import type { JsonObject } from '../../helpers/contract/types.ts'
import { Lock } from '../lock.ts'
import type { SqsPermission } from './call.ts'

export interface SqsAccount {
  readonly username: string
  readonly password: string
  readonly permissions: readonly SqsPermission[]
}

export interface SqsGroup {
  readonly tenant: string
  readonly id: string
  readonly ownerId: string
  readonly name: string
  /** Milliseconds since 1970. */
  readonly created: number
  readonly updated: number
  /** Members that a contract from outside has, and SQS has not. */
  readonly others?: JsonObject
}

/** The groups of every tenant. Groups are never changed in place: a write replaces the whole. */
export class SqsStore {
  readonly accounts: readonly SqsAccount[]
  readonly tenants: readonly string[]
  /** Held from the look-up of a group to its replacement. */
  readonly lock = new Lock()
  readonly #groups = new Map<string, SqsGroup>()

  constructor(accounts: readonly SqsAccount[], groups: readonly SqsGroup[]) {
    this.accounts = accounts
    this.tenants = [...new Set(groups.map((group) => group.tenant))]
    for (const group of groups) this.put(group)
  }

  find(tenant: string, id: string): SqsGroup | undefined {
    return this.#groups.get(key(tenant, id))
  }

  put(group: SqsGroup): void {
    this.#groups.set(key(group.tenant, group.id), group)
  }

  remove(group: SqsGroup): void {
    this.#groups.delete(key(group.tenant, group.id))
  }

  /** Every group of a tenant, in order of creation. */
  list(tenant: string): readonly SqsGroup[] {
    return this.all().filter((group) => group.tenant === tenant)
  }

  all(): readonly SqsGroup[] {
    return [...this.#groups.values()]
  }
}

function key(tenant: string, id: string): string {
  return JSON.stringify([tenant, id])
}
