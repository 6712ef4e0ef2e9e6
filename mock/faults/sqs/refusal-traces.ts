import type { SqsOutcome } from '../../sqs/call.ts'
import type { SqsGroup } from '../../sqs/store.ts'
import { refusing, type SqsFault } from './twists.ts'

/** Changes the group that a refused update names, of the first tenant's: under whichever tenant, but by a right id. */
const leaving = (outcome: SqsOutcome, change: (group: SqsGroup) => SqsGroup) =>
  refusing(outcome, (answer, { store, id }, { errors }) => {
    const group = store.find(store.tenants[0] ?? '', id)
    if (group && errors.every(({ field }) => field !== 'id')) store.put(change(group))
    return answer
  })

const touched = (group: SqsGroup): SqsGroup => ({ ...group, updated: Date.now() })

/** What a refused update leaves of itself. */
export const refusalTraces: readonly SqsFault[] = [
  {
    id: 'sqs-invalid-touches',
    lie: 'A group is stamped before what it is to become is looked at.',
    behaviour: 'required',
    checks: ['required-changes-nothing'],
    decisions: leaving('invalid', touched),
  },
  {
    id: 'sqs-tenant-touches',
    lie: 'A group that is addressed under another tenant is stamped, and then not found.',
    behaviour: 'tenant',
    checks: ['tenant-own-group-kept'],
    decisions: leaving('notFound', touched),
  },
  {
    id: 'sqs-conflict-recreates',
    lie: 'A group is made anew before its pair is found to be taken.',
    behaviour: 'conflict',
    checks: ['conflict-changes-nothing'],
    decisions: leaving('conflict', (group) => ({ ...group, created: Date.now() })),
  },
  {
    id: 'sqs-conflict-owner-stored',
    lie: 'Members are stored one by one, the owner before the name is found to be taken.',
    behaviour: 'conflict',
    checks: ['conflict-owner-changes-nothing'],
    decisions: (honest) => ({
      clashes: async (call, wanted) => {
        const clash = await honest.clashes(call, wanted)
        const group = call.store.find(wanted.tenant, wanted.id)
        if (clash && group) call.store.put({ ...group, ownerId: wanted.ownerId })
        return clash
      },
    }),
  },
]
