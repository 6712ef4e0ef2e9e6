import { parseObject } from '../../json.ts'
import { Slot } from '../../slot.ts'
import type { SqsCall } from '../../sqs/call.ts'
import type { SqsGroup } from '../../sqs/store.ts'
import { samePair } from './same-pair.ts'
import { refusing, type SqsFault } from './twists.ts'

/** Groups whose pair is missing in the index of pairs, while they are stored with it. */
const unindexed = new Slot(() => new Set<string>())
/** Pairs that nobody has and that are taken. */
const reserved = new Slot(() => new Set<string>())

function sameButCase(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

/** The group as it is before an update that changes both its owner and its name. */
function beforeBothChange({ store }: SqsCall, wanted: SqsGroup): SqsGroup | undefined {
  const own = store.find(wanted.tenant, wanted.id)
  return own && own.ownerId !== wanted.ownerId && own.name !== wanted.name ? own : undefined
}

/** Whether one of the other groups has the pair, as far as the index knows. */
function isIndexed({ store }: SqsCall, wanted: SqsGroup): boolean {
  const lost = unindexed.of(store)
  return store
    .list(wanted.tenant)
    .some((other) => other.id !== wanted.id && samePair(other, wanted) && !lost.has(other.id))
}

/** Pairs that an index of its own loses or keeps, or that are looked up by what the group was before. */
export const lostPairs: readonly SqsFault[] = [
  {
    id: 'sqs-pair-case-of-own',
    lie: 'A name that differs only in case from the one that the group has of its owner is not looked up.',
    behaviour: 'conflict',
    checks: ['conflict-changes-nothing'],
    decisions: (honest) => ({
      clashes: async (call, wanted) => {
        const own = call.store.find(wanted.tenant, wanted.id)
        const isOwn = own?.ownerId === wanted.ownerId && sameButCase(own.name, wanted.name)
        return !isOwn && honest.clashes(call, wanted)
      },
    }),
  },
  {
    id: 'sqs-pair-freed-by-same',
    lie: 'An update with the values that the group has already takes its pair out of the index.',
    behaviour: 'conflict',
    checks: ['conflict-pair-taken'],
    decisions: (honest) => ({
      clashes: isIndexed,
      write: async (call, wanted) => {
        const own = call.store.find(wanted.tenant, wanted.id)
        const lost = unindexed.of(call.store)
        if (own && samePair(own, wanted)) lost.add(wanted.id)
        else lost.delete(wanted.id)
        await honest.write(call, wanted)
      },
    }),
    replaces: ['clashes'],
  },
  {
    id: 'sqs-pair-freed-by-refusal',
    lie: 'A group that was refused a pair has its own one taken out of the index.',
    behaviour: 'conflict',
    checks: ['conflict-changes-nothing'],
    decisions: (honest) => ({
      ...refusing('conflict', (answer, { store, id }) => {
        unindexed.of(store).add(id)
        return answer
      })(honest),
      clashes: isIndexed,
      write: async (call, wanted) => {
        unindexed.of(call.store).delete(wanted.id)
        await honest.write(call, wanted)
      },
    }),
    replaces: ['clashes'],
  },
  {
    id: 'sqs-name-kept-of-unknown',
    lie: 'The pair that an update of an unknown group asked for is taken from then on.',
    behaviour: 'conflict',
    checks: ['unknown-group-not-created'],
    decisions: (honest) => ({
      find: async (call, tenant, id) => {
        const found = await honest.find(call, tenant, id)
        const { ownerId, name } = parseObject(call.request.body) ?? {}
        if (!found) reserved.of(call.store).add(JSON.stringify([tenant, ownerId, name]))
        return found
      },
      clashes: async (call, wanted) => {
        const key = JSON.stringify([wanted.tenant, wanted.ownerId, wanted.name])
        return reserved.of(call.store).has(key) || honest.clashes(call, wanted)
      },
    }),
  },
  {
    id: 'sqs-pair-of-old-owner-alone',
    lie: 'Where owner and name both change, the name is looked up under the old owner alone.',
    behaviour: 'conflict',
    checks: ['conflict-owner-changed', 'name-of-old-owner'],
    decisions: (honest) => ({
      clashes: (call, wanted) => {
        const { ownerId } = beforeBothChange(call, wanted) ?? wanted
        return honest.clashes(call, { ...wanted, ownerId })
      },
    }),
  },
  {
    id: 'sqs-pair-both-changed',
    lie: 'Where owner and name both change, no pair is looked up.',
    behaviour: 'conflict',
    checks: ['conflict-owner-changed'],
    decisions: (honest) => ({
      clashes: async (call, wanted) =>
        beforeBothChange(call, wanted) === undefined && honest.clashes(call, wanted),
    }),
  },
]
