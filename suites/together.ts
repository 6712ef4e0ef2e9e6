import type { CheckContext } from '../helpers/checks/context.ts'
import { Violation } from '../helpers/verdict/signals.ts'

/** What came of several forms of a duty in one request, which is sent before each of them is by itself. */
export interface Together {
  /** Where they are not, whether refused or changed, each is asked by itself. */
  readonly areKept: boolean
  readonly violation?: Violation
}

/** Sends them in one request: `areKept` says whether they were accepted, and throws a Violation where they changed. */
export async function tryTogether(t: CheckContext, areKept: () => Promise<boolean>): Promise<Together> {
  try {
    return { areKept: await t.attempt(areKept) }
  } catch (error) {
    if (error instanceof Violation) return { areKept: false, violation: error }
    throw error
  }
}
