export interface Team {
  readonly key: string
  readonly title: string
  readonly about: string
  readonly changed: string
}

/** What the server decides in a change, so that a lie can decide otherwise. */
export interface Decisions {
  readonly isToken: (shown: string, token: string) => boolean
  /** What an account that may look may do besides. */
  readonly readerMay: (method: string | undefined) => boolean
  readonly find: (teams: ReadonlyMap<string, Team>, key: string) => Team | undefined
  /** The status for a team that there is not. */
  readonly unknown: number
  /** The status for a body that is no JSON object. */
  readonly unreadable: number
  /** The title of a team whose change gives none. */
  readonly untitled: (team: Team) => string | undefined
  /** The text about a team whose change gives none. */
  readonly unsaid: (team: Team) => string
  /** Whether two teams may not have these titles. */
  readonly clash: (one: string, other: string) => boolean
  readonly kept: (title: string) => string
  readonly store: (teams: Map<string, Team>, changed: Team) => void
}

export const honest: Decisions = {
  isToken: (shown, token) => shown === token,
  readerMay: () => false,
  find: (teams, key) => teams.get(key),
  unknown: 404,
  unreadable: 400,
  untitled: () => undefined,
  unsaid: ({ about }) => about,
  clash: (one, other) => one === other,
  kept: (title) => title,
  store: (teams, changed) => void teams.set(changed.key, changed),
}
