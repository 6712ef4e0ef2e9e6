import { check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { onceARun } from '../helpers/checks/once.ts'
import type { Contract } from '../helpers/contract/contract.ts'
import type { Violation } from '../helpers/verdict/signals.ts'
import { kept, stored } from './precedence.ts'
import { otherCount } from './updates-in-a-row.ts'

/** Where two groups may have the same values, as far as the documents say. */
const mayBeEqual = ({ outcomes }: Contract) => outcomes.conflict === undefined

/** What came of giving a group the values of another. */
interface Equal {
  readonly taken: boolean
  /** What is wrong with what is stored of each of the two afterwards. */
  readonly own: Violation | undefined
  readonly other: Violation | undefined
}

/** A group is given the values of another and, where that is accepted, others again. */
const madeEqual = onceARun(async (t: CheckContext): Promise<Equal> => {
  const other = t.otherGroup.update()
  await t.send(other)
  // With a list of another length: a read-back may show nothing of numbers but their count.
  const own = t.group.update(otherCount(t))
  await t.send(own)
  const { id: _id, ...values } = other.values
  const taken = t.isTaken(await t.send(own.with(values).maybeRefused()))
  const last = taken ? t.group.update(otherCount(t)) : own
  if (taken) await t.send(last)
  return {
    taken,
    own: await t.problemStored(t.group, last.values),
    other: await t.problemStored(t.otherGroup, other.values),
  }
})

/** Two groups of equal values. */
export const equalValueChecks = [
  check(
    'equal-values-apart',
    'MUST keep two groups apart that had the same values for a time',
    {
      of: 'other-groups-kept',
      needs: ['read-back'],
      groups: 2,
      after: [...kept, 'other-group-kept'],
      appliesTo: mayBeEqual,
    },
    async (t) => {
      const { own, other, taken } = await madeEqual(t)
      if (other) throw other
      if (taken && own) throw own
    },
  ),

  check(
    'equal-values-refused',
    'MUST leave the group as it was when it refuses the values of another',
    { of: 'refusal-changes-nothing', needs: ['read-back'], groups: 2, after: stored, appliesTo: mayBeEqual },
    async (t) => {
      const { own, taken } = await madeEqual(t)
      if (!taken && own) throw own
    },
  ),
]
