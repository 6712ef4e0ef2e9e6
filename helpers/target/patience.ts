/** How long a target may refuse each request, in milliseconds, before the pace is not what it refuses for. */
export interface Patience {
  /** Where it does not say how long to wait, and where it does. */
  readonly untold: number
  readonly told: number
  /** The same with the wait that it asks for next. */
  readonly withWait: number
}

/** An overload of some seconds is waited for, and one wait that is asked for is kept in full. */
export const usualPatience: Patience = { untold: 2_000, told: 5_000, withWait: 10_000 }

/** Where the patience was spent before. */
export const lastPatience: Patience = { untold: 500, told: 1_000, withWait: 2_000 }
