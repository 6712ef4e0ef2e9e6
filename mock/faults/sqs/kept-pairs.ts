import { Slot } from '../../slot.ts'
import type { SqsDecisions } from '../../sqs/decisions.ts'
import type { SqsGroup } from '../../sqs/store.ts'
import type { SqsFault } from './twists.ts'

/** Pairs that no group has any more, and that are still taken. */
const kept = new Slot(() => new Set<string>())

export function pairOf({ ownerId, name }: SqsGroup): string {
  return JSON.stringify([ownerId, name])
}

function clashingWithKept(honest: SqsDecisions): SqsDecisions['clashes'] {
  return async (call, wanted) =>
    kept.of(call.store).has(pairOf(wanted)) || (await honest.clashes(call, wanted))
}

/** An index that does not notice how a pair is given up. */
export const keptPairs: readonly SqsFault[] = [
  {
    id: 'sqs-removed-name-taken',
    lie: 'The pair of a group that was removed stays taken.',
    behaviour: 'conflict',
    checks: ['removed-name'],
    decisions: (honest) => ({
      removed: (call, group) => {
        kept.of(call.store).add(pairOf(group))
        return honest.removed(call, group)
      },
      clashes: clashingWithKept(honest),
    }),
  },
  {
    id: 'sqs-name-stays-with-owner',
    lie: 'The name of a group that is given to another owner stays taken among those of the old one.',
    behaviour: 'conflict',
    checks: ['name-taken-along'],
    decisions: (honest) => ({
      write: (call, wanted) => {
        const before = call.store.find(wanted.tenant, wanted.id)
        if (before && before.ownerId !== wanted.ownerId) kept.of(call.store).add(pairOf(before))
        return honest.write(call, wanted)
      },
      clashes: clashingWithKept(honest),
    }),
  },
]
