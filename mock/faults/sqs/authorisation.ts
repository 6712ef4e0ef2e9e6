import { parseObject } from '../../json.ts'
import { Slot } from '../../slot.ts'
import { applyAnyway } from './apply-anyway.ts'
import { refusing, type SqsFault } from './twists.ts'

/** Who may update groups. */
export const authorisation: readonly SqsFault[] = [
  {
    id: 'sqs-any-user-may',
    lie: 'Who has an account may update groups.',
    behaviour: 'authorisation',
    checks: ['forbidden'],
    decisions: (honest) => ({
      permits: (call, account, permission) =>
        call.operation === 'update' || honest.permits(call, account, permission),
    }),
  },
  ...(
    [
      ['sqs-forbidden-401', 401],
      ['sqs-forbidden-404', 404],
    ] as const
  ).map(
    ([id, status]): SqsFault => ({
      id,
      lie: `A lack of permission is answered with ${status}.`,
      behaviour: 'authorisation',
      checks: ['authorisation-status'],
      decisions: refusing('forbidden', (answer) => ({ ...answer, status })),
    }),
  ),
  {
    id: 'sqs-forbidden-applied',
    lie: 'An update is forbidden and carried out all the same.',
    behaviour: 'authorisation',
    checks: ['authorisation-changes-nothing'],
    decisions: refusing('forbidden', async (answer, call) => {
      await applyAnyway(call)
      return answer
    }),
  },
  {
    id: 'sqs-unchanged-permitted',
    lie: 'The permission is asked for where something changes, and an update that changes nothing is served to anybody.',
    behaviour: 'authorisation',
    checks: ['forbidden-kept-alive'],
    decisions: (honest) => ({
      permits: async (call, account, permission) => {
        if (await honest.permits(call, account, permission)) return true
        const { name, ownerId } = parseObject(call.request.body) ?? {}
        const group = call.store.all().find(({ id }) => id === call.id)
        return call.operation === 'update' && group?.name === name && group?.ownerId === ownerId
      },
    }),
  },
  {
    id: 'sqs-connection-permitted',
    lie: 'What one caller of a connection may do, the next one may.',
    behaviour: 'authorisation',
    checks: ['forbidden-kept-alive'],
    decisions: (honest) => ({
      permits: async (call, account, permission) => {
        if (await honest.permits(call, account, permission)) {
          if (call.operation === 'update') permitted.set(call.connection, true)
          return true
        }
        return call.operation === 'update' && permitted.of(call.connection)
      },
    }),
  },
]

const permitted = new Slot(() => false)
