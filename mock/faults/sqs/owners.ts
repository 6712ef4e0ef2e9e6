import { making, type SqsFault } from './twists.ts'

/** What becomes of an update that gives a group to another owner. */
export const owners: readonly SqsFault[] = [
  {
    id: 'sqs-owner-kept',
    lie: 'An update to another owner is answered with 200, and the group keeps its owner.',
    behaviour: 'text',
    checks: ['owner-changed'],
    decisions: making((wanted, before) => ({ ...wanted, ownerId: before.ownerId })),
  },
  {
    id: 'sqs-owner-never-stored',
    lie: 'An update to another owner reports the new owner, and stores the old one.',
    behaviour: 'text',
    checks: ['owner-change-stored'],
    decisions: (honest) => ({
      write: (call, wanted) => {
        const before = call.store.find(wanted.tenant, wanted.id)
        return honest.write(call, { ...wanted, ownerId: before?.ownerId ?? wanted.ownerId })
      },
    }),
  },
]
