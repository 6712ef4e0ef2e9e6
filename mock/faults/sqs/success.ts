import type { SqsCall } from '../../sqs/call.ts'
import { type SqsFault, telling } from './twists.ts'

/** The status of a right update, and whose values its answer shows. */
export const success: readonly SqsFault[] = [
  ...[
    ['201', 'An update creates something, so it is answered with 201.'],
    ['207', 'One group is answered as several results.'],
  ].map(
    ([status = '', lie = '']): SqsFault => ({
      id: `sqs-status-${status}`,
      lie,
      level: 'must',
      behaviour: 'success',
      checks: ['update-status'],
      decisions: (honest) => ({
        succeed: async (call, members) => ({
          ...(await honest.succeed(call, members)),
          status: Number(status),
        }),
      }),
    }),
  ),
  {
    id: 'sqs-no-body',
    lie: 'A success needs no body.',
    level: 'must',
    behaviour: 'success',
    checks: ['update-status'],
    decisions: (honest) => ({
      succeed: async (call, members) => ({
        ...(await honest.succeed(call, members)),
        status: 204,
        value: null,
      }),
    }),
  },
  {
    id: 'sqs-stale-name',
    lie: 'The answer shows the name as it was before.',
    level: 'must',
    behaviour: 'success',
    checks: ['answer-echo'],
    decisions: (honest) => ({
      find: async (call, tenant, id) => remembered(call, await honest.find(call, tenant, id)),
      report: async (call, stored, payload) => ({
        ...(await honest.report(call, stored, payload)),
        name: before.get(call) ?? '',
      }),
    }),
  },
  {
    id: 'sqs-name-of-neighbour',
    lie: 'The answer shows the name of another group.',
    level: 'must',
    behaviour: 'success',
    checks: ['answer-echo'],
    decisions: telling((members, call, { id }) => ({
      ...members,
      name: call.store.all().find((group) => group.id !== id)?.name ?? '',
    })),
  },
  {
    id: 'sqs-id-lower-case',
    lie: 'The answer writes the id in lower case.',
    level: 'must',
    behaviour: 'success',
    checks: ['answer-echo'],
    decisions: telling((members) => ({ ...members, id: String(members.id).toLowerCase() })),
  },
  {
    id: 'sqs-owner-is-caller',
    lie: 'The answer names the caller as the owner.',
    level: 'must',
    behaviour: 'success',
    checks: ['answer-echo'],
    decisions: telling((members, call) => ({
      ...members,
      ownerId: call.decide.credentials(call)?.username ?? '',
    })),
  },
]

const before = new WeakMap<SqsCall, string>()

function remembered<Group extends { readonly name: string }>(
  call: SqsCall,
  group: Group | undefined,
): Group | undefined {
  if (group !== undefined) before.set(call, group.name)
  return group
}
