/** When an account is locked, and how that is told. */
export interface Lockout {
  /** So many failed logins lock it. */
  readonly failures: number
  /** Whether a right login makes up for the failed ones before it. */
  readonly inARow: boolean
  readonly status: number
}

/** Those that directories and gateways are known for. */
const known: readonly (readonly [
  sqs: string,
  autodialer: string,
  failures: number,
  inARow: boolean,
  status: number,
])[] = [
  ['sqs-locks-after-3-401', 'autodialer-locks-after-3-401', 3, true, 401],
  ['sqs-locks-after-3-403', 'autodialer-locks-after-3-403', 3, true, 403],
  ['sqs-locks-after-3-423', 'autodialer-locks-after-3-423', 3, true, 423],
  ['sqs-locks-after-3-429', 'autodialer-locks-after-3-429', 3, true, 429],
  ['sqs-locks-after-3-in-all-401', 'autodialer-locks-after-3-in-all-401', 3, false, 401],
  ['sqs-locks-after-3-in-all-403', 'autodialer-locks-after-3-in-all-403', 3, false, 403],
  ['sqs-locks-after-3-in-all-423', 'autodialer-locks-after-3-in-all-423', 3, false, 423],
  ['sqs-locks-after-3-in-all-429', 'autodialer-locks-after-3-in-all-429', 3, false, 429],
  ['sqs-locks-after-5-401', 'autodialer-locks-after-5-401', 5, true, 401],
  ['sqs-locks-after-5-403', 'autodialer-locks-after-5-403', 5, true, 403],
  ['sqs-locks-after-5-423', 'autodialer-locks-after-5-423', 5, true, 423],
  ['sqs-locks-after-5-429', 'autodialer-locks-after-5-429', 5, true, 429],
  ['sqs-locks-after-5-in-all-401', 'autodialer-locks-after-5-in-all-401', 5, false, 401],
  ['sqs-locks-after-5-in-all-403', 'autodialer-locks-after-5-in-all-403', 5, false, 403],
  ['sqs-locks-after-5-in-all-423', 'autodialer-locks-after-5-in-all-423', 5, false, 423],
  ['sqs-locks-after-5-in-all-429', 'autodialer-locks-after-5-in-all-429', 5, false, 429],
  ['sqs-locks-after-10-401', 'autodialer-locks-after-10-401', 10, true, 401],
  ['sqs-locks-after-10-403', 'autodialer-locks-after-10-403', 10, true, 403],
  ['sqs-locks-after-10-423', 'autodialer-locks-after-10-423', 10, true, 423],
  ['sqs-locks-after-10-429', 'autodialer-locks-after-10-429', 10, true, 429],
  ['sqs-locks-after-10-in-all-401', 'autodialer-locks-after-10-in-all-401', 10, false, 401],
  ['sqs-locks-after-10-in-all-403', 'autodialer-locks-after-10-in-all-403', 10, false, 403],
  ['sqs-locks-after-10-in-all-423', 'autodialer-locks-after-10-in-all-423', 10, false, 423],
  ['sqs-locks-after-10-in-all-429', 'autodialer-locks-after-10-in-all-429', 10, false, 429],
]

/** A way to lock accounts, and the ids under which each endpoint has it. */
export interface NamedLockout extends Lockout {
  readonly sqs: string
  readonly autodialer: string
  /** What it does, in one sentence. */
  readonly what: string
}

export const lockouts: readonly NamedLockout[] = known.map(([sqs, autodialer, failures, inARow, status]) => {
  const which = inARow ? 'in a row' : 'in all, whatever correct ones come between,'
  const what = `${failures} failed logins ${which} lock an account, which then answers ${status}.`
  return { sqs, autodialer, failures, inARow, status, what }
})

/** The failed logins of each user, for as long as the server runs. */
export class Logins {
  readonly #lockout: Lockout
  readonly #failed = new Map<string, number>()

  constructor(lockout: Lockout) {
    this.#lockout = lockout
  }

  isLocked(username: string): boolean {
    return this.#failuresOf(username) >= this.#lockout.failures
  }

  /** Notes how a login ended, unless the user was locked out before. */
  note(username: string, succeeded: boolean): void {
    if (this.isLocked(username)) return
    if (!succeeded) this.#failed.set(username, this.#failuresOf(username) + 1)
    else if (this.#lockout.inARow) this.#failed.delete(username)
  }

  #failuresOf(username: string): number {
    return this.#failed.get(username) ?? 0
  }
}
