import { parseObject, textOr } from '../../json.ts'
import { Slot } from '../../slot.ts'
import type { SqsCall } from '../../sqs/call.ts'
import { applyAnyway } from './apply-anyway.ts'
import { refusing, type SqsFault } from './twists.ts'

/** Updates, most of them refused, that reach a group which they do not name. */
export const bystanders: readonly SqsFault[] = [
  {
    id: 'sqs-body-id-created',
    lie: 'A group is stored under the id in the body, and made where there is none of that id.',
    behaviour: 'audit',
    checks: ['update-creates-nothing'],
    harmsOthers: true,
    decisions: (honest) => ({
      mismatches: () => [],
      change: async (call, group, payload) => {
        const id = typeof payload.id === 'string' ? payload.id : group.id
        const stored = call.store.find(group.tenant, id) ?? { ...group, id }
        return honest.change(call, stored, payload)
      },
    }),
    replaces: ['mismatches'],
  },
  {
    id: 'sqs-writes-first-too',
    lie: 'The name of the first update of all is given to the first group of the store as well.',
    behaviour: 'audit',
    checks: ['bystanders-kept'],
    harmsOthers: true,
    decisions: (honest) => ({
      write: async (call, wanted) => {
        await honest.write(call, wanted)
        const [first] = call.store.all()
        // Once: no other group of the owner can have the pair that it then has.
        if (first === undefined || first.id === wanted.id || written.of(call.store)) return
        written.set(call.store, true)
        call.store.put({ ...first, name: wanted.name })
      },
    }),
  },
  {
    id: 'sqs-writes-stranger-too',
    lie: 'The name of an update is written to the first group of another owner as well.',
    behaviour: 'audit',
    checks: ['bystanders-kept'],
    harmsOthers: true,
    decisions: (honest) => ({
      write: async (call, wanted) => {
        await honest.write(call, wanted)
        const aMinuteAgo = Date.now() - 60_000
        const stranger = call.store
          .list(wanted.tenant)
          .find(({ ownerId, created }) => ownerId !== wanted.ownerId && created < aMinuteAgo)
        if (stranger) call.store.put({ ...stranger, name: wanted.name })
      },
    }),
  },
  {
    id: 'sqs-invalid-names-first',
    lie: 'An update that fails validation is refused with 412, and its name is given to the first group of the store.',
    behaviour: 'audit',
    checks: ['refusals-keep-bystanders'],
    harmsOthers: true,
    decisions: refusing('invalid', (answer, call) => {
      const [first] = call.store.all()
      const name = parseObject(call.request.body)?.name
      if (first !== undefined) call.store.put({ ...first, name: textOr(first.name, name) })
      return answer
    }),
  },
  {
    id: 'sqs-unknown-rewrites-first',
    lie: 'An update of an unknown group is refused with 404, and carried out on the first group of the store.',
    behaviour: 'audit',
    checks: ['refusals-keep-bystanders'],
    harmsOthers: true,
    decisions: refusing('notFound', async (answer, call) => {
      await applyAnyway(call, call.store.all()[0])
      return answer
    }),
  },
  {
    id: 'sqs-unauthenticated-rewrites-first',
    lie: 'An update with wrong credentials is refused with 401, and carried out on the first group of the store.',
    behaviour: 'audit',
    checks: ['refusals-keep-bystanders'],
    harmsOthers: true,
    decisions: refusing('unauthenticated', async (answer, call) => {
      await applyAnyway(call, call.store.all()[0])
      return answer
    }),
  },
  {
    id: 'sqs-unknown-removes-other',
    lie: 'An update of an unknown group is refused with 404, and removes the last older group of its owner.',
    behaviour: 'audit',
    checks: ['bystanders-kept'],
    harmsOthers: true,
    decisions: refusing('notFound', (answer, call) => {
      const other = lastOlder(call)
      if (other !== undefined) call.store.remove(other)
      return answer
    }),
  },
]

const written = new Slot(() => false)

/** The newest groups are those of the client, which looks after them anyway: an older one goes without a word. */
function lastOlder(call: SqsCall) {
  const aMinuteAgo = Date.now() - 60_000
  const ownerId = textOr('', parseObject(call.request.body)?.ownerId)
  return call.store
    .all()
    .filter((group) => group.id !== call.id && group.ownerId === ownerId && group.created < aMinuteAgo)
    .filter(({ tenant }) => tenant === call.store.tenants[0])
    .at(-1)
}
