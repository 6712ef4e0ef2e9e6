import type { CheckContext } from '../helpers/checks/context.ts'
import { sameJson } from '../helpers/contract/json-value.ts'
import type { Role } from '../helpers/contract/types.ts'
import type { StoredGroup } from '../helpers/fixtures/siblings.ts'
import { show } from '../helpers/target/describe.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'
import { Violation } from '../helpers/verdict/signals.ts'
import { optionalIn } from './optional-members.ts'

/** How often each of the two halves of the group is sent, all of them in flight together. */
const ofEach = 2

/**
 * Updates of one group in flight together, some of which send its name alone and the others all but its name. Whichever
 * comes last: who keeps what is left out keeps what another has stored. Gives what is wrong where a half of the group is
 * as it was before any of them.
 */
export async function partsInFlight(t: CheckContext, before: StoredGroup): Promise<Violation | undefined> {
  const others = optionalIn(t)
    .map(({ role }): Role => role)
    .filter((role) => role !== 'name')
  const halves: readonly (readonly Role[])[] = [others, ['name']]
  const sent = Array.from({ length: ofEach * halves.length }, (_, at) => {
    const left = halves[at % halves.length] ?? []
    const update = t.group
      .update()
      .without(...left)
      .maybeRefused()
    return left.includes('name') && update.values.numbers !== undefined
      ? update.with({ numbers: Array.from({ length: at + 10 }, (_number, nth) => `82${at}${nth}`) })
      : update
  })
  const answers = await Promise.all(sent.map((update) => t.sendFresh(update)))
  const taken = sent.filter((_, at) => answers[at] && t.isAccepted(answers[at]))
  const after = await t.settled(t.group, (read) => firstLost(before, read, taken) === undefined)
  const lost = firstLost(before, after, taken)
  if (lost === undefined) return undefined
  const member = t.contract.members[lost] ?? lost
  const violation = new Violation(
    `${member} as one of the updates in flight sent it`,
    `${member} as it was before all of them: ${show(after.values[lost])}`,
    undefined,
    'an update in flight puts back what another one changed',
  )
  t.exchanges.hold(violation)
  return violation
}

/** The first member that some updates sent, and that still is as it was before. */
function firstLost(
  before: StoredGroup,
  after: StoredGroup,
  taken: readonly UpdateRequest[],
): Role | undefined {
  const roles = (Object.keys(after.values) as Role[]).filter((role) => role !== 'id')
  return roles.find(
    (role) =>
      sameJson(after.values[role], before.values[role]) &&
      taken.some(({ values }) => values[role] !== undefined && !sameJson(values[role], after.values[role])),
  )
}
