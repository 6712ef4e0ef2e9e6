import type { CheckContext } from '../helpers/checks/context.ts'
import type { Group } from '../helpers/fixtures/group.ts'
import { Inconclusive, NotTested } from '../helpers/verdict/signals.ts'

/** A group of another owner. A server may know its owners and refuse others: then nothing can be said. */
export async function otherOwner(t: CheckContext, owner: string): Promise<Group> {
  try {
    return await t.fixtures.make(owner)
  } catch (error) {
    if (error instanceof Inconclusive)
      throw new NotTested(`no group could be made for another owner: ${error.message}`)
    throw error
  }
}
