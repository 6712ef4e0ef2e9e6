import type { Wrong } from '../helpers/checks/aftermath.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import type { GroupValues } from '../helpers/contract/types.ts'
import type { Sender } from '../helpers/fixtures/exchange-log.ts'
import type { Group } from '../helpers/fixtures/group.ts'
import type { LastUpdate } from '../helpers/fixtures/last-updates.ts'
import type { StoredGroup } from '../helpers/fixtures/siblings.ts'
import { Inconclusive, Violation } from '../helpers/verdict/signals.ts'
import { expectSent } from './sent-by-checks.ts'

/** Every group that the run wrote to, read once more: it holds the last update that was accepted, whole. */
export async function expectLastUpdates(t: CheckContext): Promise<void> {
  const listed = t.meets('list') ? await listedAtOnce(t) : []
  const known = t.fixtures.groups.flatMap((group) => knownOf(t, group))
  // All at once: a group that never holds what it has to takes its whole time to settle.
  const reads = await Promise.all(known.map((each) => readLast(t, each, listed)))
  const mistakes = reads.flatMap((read) => (read ? mistakeOf(t, read) : []))
  const [first] = t.unaccountedFor(mistakes)
  if (first) tell(t, first)
  expectSent(t, 'accepted')
  t.note(`${known.length} groups were read`)
}

/** A group, and the updates of which it has to hold one. */
interface Known {
  readonly group: Group
  readonly updates: readonly LastUpdate[]
  readonly values: readonly GroupValues[]
}

/** A group that holds something else. */
interface Stale extends Known {
  readonly stored: StoredGroup
}

interface Mistake extends Wrong {
  readonly id: string
  readonly last: LastUpdate
  /** The updates that sent what it holds, as far as they are known. */
  readonly senders: readonly Sender[]
  readonly violation: Violation
}

/** Nothing where the group was not updated, or it is open what came of an update. */
function knownOf({ fixtures }: CheckContext, group: Group): Known[] {
  const updates = fixtures.log.lastUpdates.of(group.id)
  const values = updates.flatMap((update) => update.values ?? [])
  return updates.length > 0 && values.length === updates.length ? [{ group, updates, values }] : []
}

async function readLast(
  t: CheckContext,
  known: Known,
  listed: readonly StoredGroup[],
): Promise<Stale | undefined> {
  const { group, updates, values } = known
  const { lastUpdates } = t.fixtures.log
  const holdsOne = (stored: StoredGroup) => values.some((each) => t.notStored(stored, each) === undefined)
  const shown = listed.find(({ id }) => id === group.id && group.headers.length === 0)
  if (shown && holdsOne(shown)) return undefined
  const stored = await t.settled(ofOwner(group, values), holdsOne)
  // A runner may begin other checks meanwhile.
  const isLast = lastUpdates.of(group.id) === updates && !lastUpdates.isInFlight(group.id)
  return !holdsOne(stored) && isLast ? { ...known, stored } : undefined
}

/** One request in place of many; where the list cannot be read, each group is read by itself. */
async function listedAtOnce(t: CheckContext): Promise<StoredGroup[]> {
  try {
    return await t.listed()
  } catch (error) {
    if (error instanceof Inconclusive) return []
    throw error
  }
}

/** What is wrong with a group, and which checks sent what shows it. */
function mistakeOf(t: CheckContext, { group: { id }, updates, stored }: Stale): Mistake[] {
  const last = updates.at(-1)
  const violation = last && t.notStored(stored, last.values ?? {})
  if (!violation) return []
  const { name, description } = stored.values
  const senders = [name, description].flatMap((text) => t.fixtures.log.senderOf(String(text)) ?? [])
  const checks = new Set([...updates, ...senders].flatMap(({ check }) => check ?? []))
  const { cause, difference } = violation
  return [{ id, last, senders, checks, cause, difference, violation }]
}

function tell(t: CheckContext, { id, last, senders, checks, violation }: Mistake): never {
  if (senders[0]) t.showOf(senders[0].exchange, checks)
  if (last.exchange) t.showOf(last.exchange, checks)
  const by = senders.some(({ refused }) => refused) ? ', which a refused request sent' : ''
  throw new Violation(
    `group ${id} to hold the last update that was accepted: ${violation.expected}`,
    violation.seen + by,
    undefined,
    violation.cause,
    violation.difference,
  )
}

/** Where updates gave a group to another owner, it is found among theirs. */
function ofOwner(group: Group, values: readonly GroupValues[]): Group {
  const owner = values.at(-1)?.owner
  return typeof owner === 'string' && owner !== group.owner ? group.ownedBy(owner) : group
}
