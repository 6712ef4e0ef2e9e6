import type { LoggedBreach } from '../fixtures/exchange-log.ts'

/** What the other checks of a run came to, as far as that accounts for what its exchanges show. */
export interface Aftermath {
  /** Breaches in the exchanges of the run that no failing check accounts for. */
  readonly unread: readonly LoggedBreach[]
  /** Ids of the MUST checks that failed, and the causes that they told. */
  readonly failing: ReadonlySet<string>
  readonly causes: ReadonlySet<string>
  /** Whether one of them is about something that is done to values: other values may show the same otherwise. */
  readonly mangled: boolean
}

/** What there is to account for before any check has ended. */
export const before: Aftermath = { unread: [], failing: new Set(), causes: new Set(), mangled: false }
