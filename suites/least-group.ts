import { check } from '../helpers/checks/check.ts'
import { valueAt } from '../helpers/contract/json-value.ts'
import { NotTested } from '../helpers/verdict/signals.ts'
import { isOptional } from './optional-members.ts'
import { answered } from './precedence.ts'

/** A group that never had numbers is a group like any other. */
export const leastGroupCheck = check(
  'created-without-numbers',
  'MUST update and report a group that was created with only a name like any other',
  {
    of: 'answer-members',
    needs: ['removed-group'],
    after: [...answered, 'optional-numbers-missing', 'optional-parts-answered', 'numbers-empty-typed'],
    appliesTo: (contract) => contract.siblings.create?.least !== undefined && isOptional('numbers')(contract),
  },
  async (t) => {
    const group = await t.fixtures.makeLeast()
    if (!group) throw new NotTested('the server lets no group be created by its name alone')
    for (const update of [group.update().without('numbers'), group.update()]) {
      const answer = await t.send(update)
      t.expectAccepted(answer)
      t.expectSchema(t.contract.schemas.group, valueAt(answer.json, t.contract.groupAt), answer)
      t.expectReported(answer, update.values)
    }
  },
)
