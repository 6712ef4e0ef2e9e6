import type { SqsCall } from '../../sqs/call.ts'
import { type SqsFault, telling } from './twists.ts'

/** The status of a valid update, and whose values its answer shows. */
export const success: readonly SqsFault[] = [
  ...(
    [
      ['sqs-status-201', 201, 'An update creates something, so it is answered with 201.'],
      ['sqs-status-207', 207, 'One group is answered as several results.'],
    ] as const
  ).map(
    ([id, status, lie]): SqsFault => ({
      id,
      lie,
      behaviour: 'success',
      checks: ['update-status'],
      decisions: (honest) => ({
        succeed: async (call, members) => ({
          ...(await honest.succeed(call, members)),
          status,
        }),
      }),
    }),
  ),
  {
    id: 'sqs-no-body',
    lie: 'A success needs no body.',
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
    behaviour: 'success',
    checks: ['answer-echo'],
    decisions: telling((members) => ({ ...members, id: String(members.id).toLowerCase() })),
  },
  {
    id: 'sqs-owner-is-caller',
    lie: 'The answer names the caller as the owner.',
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
