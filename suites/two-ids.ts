import { check } from '../helpers/checks/check.ts'
import type { Contract } from '../helpers/contract/contract.ts'
import { hasIdInPath } from '../helpers/contract/id-place.ts'
import { Violation } from '../helpers/verdict/signals.ts'
import { kept, refusalsKept } from './precedence.ts'

const namesTwice = (contract: Contract) => hasIdInPath(contract) && contract.required.includes('id')

/** Which of the two is meant, if any, no document says: but an update is of one group, and a refused one of none. */
export const twoIdsCheck = check(
  'two-ids-one-group',
  'MUST change no more than one group when the ids in the address and in the payload differ',
  {
    of: 'other-groups-kept',
    groups: 2,
    needs: ['read-back'],
    after: [...kept, ...refusalsKept, 'other-group-kept', 'update-creates-nothing'],
    appliesTo: namesTwice,
  },
  async (t) => {
    const before = [await t.asLeft(t.group), await t.asLeft(t.otherGroup)] as const
    const answer = await t.send(t.group.update().with({ id: t.otherGroup.id }).free())
    const own = await t.problemUnchanged(t.group, before[0])
    const other = await t.problemUnchanged(t.otherGroup, before[1])
    // An address that is wrong for its payload may well be right for nobody: then both are as they were.
    const changed = t.isAccepted(answer) ? own && other : (own ?? other)
    if (!changed) return
    const expected = t.isAccepted(answer) ? 'one group to be changed' : changed.expected
    throw new Violation(expected, t.isAccepted(answer) ? 'both were' : changed.seen, answer)
  },
)
