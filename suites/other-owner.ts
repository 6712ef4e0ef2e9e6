import type { CheckContext } from '../helpers/checks/context.ts'
import type { Contract } from '../helpers/contract/contract.ts'
import type { Group } from '../helpers/fixtures/group.ts'
import { Inconclusive, NotTested } from '../helpers/verdict/signals.ts'

/** Whether the groups of an endpoint have owners. */
export function hasOwner({ members }: Contract): boolean {
  return members.owner !== undefined
}

/** A group of another owner. Where the server knows its owners and refuses others, nothing can be said. */
export async function otherOwner(t: CheckContext, owner: string): Promise<Group> {
  const group = await t.fixtures.makeFor(owner)
  if (!group) throw new NotTested('the server lets no group be made for another owner')
  return group
}

/** One more group of the ordinary owner. How many a server lets it have is for the server to say. */
export async function furtherGroup(t: CheckContext): Promise<Group> {
  try {
    return await t.fixtures.make()
  } catch (error) {
    if (error instanceof Inconclusive) throw new NotTested(error.message)
    throw error
  }
}
