import { check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { onceARun } from '../helpers/checks/once.ts'
import type { Answer } from '../helpers/target/answer.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'
import { NotTested, type Violation } from '../helpers/verdict/signals.ts'
import { answered, stored } from './precedence.ts'

/** An update, and what is wrong with what is stored of it. */
interface Outlived {
  readonly update: UpdateRequest
  readonly answer: Answer
  readonly problem: Violation | undefined
}

/**
 * A group is made and updated, an older one removed, whose place it takes, and the new one given back the values that it
 * was made with.
 */
const outliving = onceARun(async (t: CheckContext): Promise<{ kept: Outlived; returned: Outlived }> => {
  const heir = await t.fixtures.makeFor(t.group.owner)
  if (!heir) throw new NotTested('the server lets no further group be made')
  const update = heir.update(t.contract.members.numbers === undefined ? {} : { numbers: ['2301', '2300'] })
  const answer = await t.send(update)
  t.expectAccepted(answer)
  const last = t.group.update()
  t.expectAccepted(await t.send(last))
  await t.fixtures.remove(t.group, heir)
  const kept = { update, answer, problem: await t.problemStored(heir, update.values) }
  // A name that none has any more may still stand in an index.
  await t.send(heir.update({ name: last.values.name ?? '' }).maybeRefused())
  const again = heir.update({ ...heir.made, ...(heir.name !== undefined && { name: heir.name }) })
  const back = await t.send(again)
  const problem = t.isAccepted(back) ? await t.problemStored(heir, again.values) : undefined
  return { kept, returned: { update: again, answer: back, problem } }
})

/** What a removal does to updates, and what an update to the values of the creation. */
export const removalChecks = [
  check(
    'removal-keeps-updates',
    'MUST keep what was stored of an update when another group is removed',
    { of: 'update-stored', needs: ['read-back', 'removed-group'], after: [...stored, 'id-others'] },
    async (t) => {
      const { problem } = (await outliving(t)).kept
      if (problem) throw problem
    },
  ),

  check(
    'created-values-again',
    'MUST store an update to the values that the group was created with, also after another group was removed',
    {
      of: 'every-update-stored',
      needs: ['read-back', 'removed-group'],
      after: [
        ...answered,
        ...stored,
        'every-update-answered',
        'small-changes-stored',
        'removal-keeps-updates',
      ],
    },
    async (t) => {
      const { update, answer, problem } = (await outliving(t)).returned
      t.expectAccepted(answer)
      t.expectReported(answer, update.values)
      if (problem) throw problem
    },
  ),
]
