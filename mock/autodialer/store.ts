import { Lock } from '../lock.ts'

/** What an account is set up to be asked for. */
export type AuthMode = 'both' | 'basic' | 'apikey'

export interface AutodialerAccount {
  readonly username: string
  readonly password: string
  readonly apiKey: string
  readonly mode: AuthMode
  /** Whether it is authorised for this service. */
  readonly permitted: boolean
}

export interface AutodialerGroup {
  readonly id: string
  readonly name: string
  readonly numbers: readonly string[]
  readonly description: string
  /** Milliseconds since 1970. */
  readonly date: number
}

/** The groups. They are never changed in place: a write replaces the whole. */
export class AutodialerStore {
  readonly accounts: readonly AutodialerAccount[]
  /** Held from the look-up of a group to its replacement. */
  readonly lock = new Lock()
  readonly #groups = new Map<string, AutodialerGroup>()

  constructor(accounts: readonly AutodialerAccount[], groups: readonly AutodialerGroup[]) {
    this.accounts = accounts
    for (const group of groups) this.put(group)
  }

  find(id: string): AutodialerGroup | undefined {
    return this.#groups.get(id)
  }

  put(group: AutodialerGroup): void {
    this.#groups.set(group.id, group)
  }

  remove(group: AutodialerGroup): void {
    this.#groups.delete(group.id)
  }

  /** Every group, in order of creation. */
  list(): readonly AutodialerGroup[] {
    return [...this.#groups.values()]
  }
}
