import { parseObject, textOr } from '../../json.ts'
import { Slot } from '../../slot.ts'
import type { SqsCall } from '../../sqs/call.ts'
import { denying, type SqsFault } from './twists.ts'

/** Valid updates that no check asks about, and that one or the other sends on its way. */
export const oddUpdates: readonly SqsFault[] = [
  {
    id: 'sqs-name-g-to-m-403',
    lie: 'A name that begins with a g and ends in an m is one of the house, and forbidden.',
    behaviour: 'audit',
    checks: ['every-valid-update-carried-out'],
    decisions: denying((call) => /^g.*m$/.test(nameIn(call)), 403, 'a name of the house'),
  },
  {
    id: 'sqs-name-had-before-500',
    lie: 'A name that the group had before its present one stands in its history twice, which is an internal error.',
    behaviour: 'persistence',
    checks: ['every-update-answered'],
    decisions: (honest) => ({
      change: async (call, group, payload) => {
        const wanted = await honest.change(call, group, payload)
        const names = histories.of(call.store).get(group.id) ?? new Set()
        if (names.has(wanted.name) && wanted.name !== group.name) returning.add(call)
        histories.of(call.store).set(group.id, names.add(group.name))
        return wanted
      },
      ...denying((call) => returning.has(call), 500, 'duplicate key')(honest),
    }),
  },
]

const histories = new Slot(() => new Map<string, Set<string>>())
const returning = new WeakSet<SqsCall>()

function nameIn({ request }: SqsCall): string {
  return textOr('', parseObject(request.body)?.name)
}
