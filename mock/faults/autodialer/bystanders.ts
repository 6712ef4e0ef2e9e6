import type { JsonObject } from '../../../helpers/contract/types.ts'
import type { AutodialerCall } from '../../autodialer/call.ts'
import { isTextList, parseObject } from '../../json.ts'
import { Slot } from '../../slot.ts'
import { type AutodialerFault, ofUpdate } from './tools.ts'

/** Does something to the store when an update finds no group, and refuses it all the same. */
function onNotFound(
  act: (call: AutodialerCall, payload: JsonObject) => Promise<void> | void,
): AutodialerFault['decisions'] {
  return (honest) => ({
    refuse: async (call, reason) => {
      const payload = parseObject(call.request.body)
      if (ofUpdate(call) && reason.outcome === 'notFound' && payload) await act(call, payload)
      return honest.refuse(call, reason)
    },
  })
}

async function rewriteFirst(call: AutodialerCall, payload: JsonObject): Promise<void> {
  const [first] = call.store.list()
  if (first) await call.decide.write(call, await call.decide.change(call, first, payload))
}

/** The newest groups are those of the client, which looks after them anyway: an older one goes without a word. */
function removeLastOlder({ store }: AutodialerCall): void {
  const aMinuteAgo = Date.now() - 60_000
  const last = store
    .list()
    .filter(({ date }) => date < aMinuteAgo)
    .at(-1)
  if (last) store.remove(last)
}

const written = new Slot(() => false)

/** Updates, most of them refused, that reach a group which they do not name. */
export const bystanders: readonly AutodialerFault[] = [
  {
    id: 'autodialer-writes-first-too',
    lie: 'The name of the first update of all is given to the first group of the store as well.',
    behaviour: 'audit',
    checks: ['bystanders-kept'],
    harmsOthers: true,
    decisions: (honest) => ({
      write: async (call, wanted) => {
        await honest.write(call, wanted)
        const [first] = call.store.list()
        if (first === undefined || first.id === wanted.id || written.of(call.store)) return
        written.set(call.store, true)
        call.store.put({ ...first, name: wanted.name })
      },
    }),
  },
  {
    id: 'autodialer-missing-id-rewrites-first',
    lie: 'An update without an id is refused, and carried out on the first group of the store.',
    behaviour: 'audit',
    checks: ['refusals-keep-bystanders'],
    harmsOthers: true,
    decisions: onNotFound((call, payload) =>
      payload._id === undefined ? rewriteFirst(call, payload) : undefined,
    ),
  },
  {
    id: 'autodialer-unknown-rewrites-first',
    lie: 'An update of an unknown group is refused, and carried out on the first group of the store.',
    behaviour: 'audit',
    checks: ['refusals-keep-bystanders'],
    harmsOthers: true,
    decisions: onNotFound((call, payload) =>
      typeof payload._id === 'string' ? rewriteFirst(call, payload) : undefined,
    ),
  },
  {
    id: 'autodialer-unknown-rewrites-named',
    lie: 'An update of an unknown group is refused, and gives its numbers to the group of its name.',
    behaviour: 'not-found',
    checks: ['unknown-group-named'],
    decisions: onNotFound(async (call, { _id, name, numbers }) => {
      const named = call.store.list().find((group) => group.name === name)
      if (typeof _id === 'string' && named && isTextList(numbers))
        await call.decide.write(call, { ...named, numbers })
    }),
  },
  {
    id: 'autodialer-unknown-removes-other',
    lie: 'An update of an unknown group is refused, and removes the last older group of the store.',
    behaviour: 'audit',
    checks: ['bystanders-kept'],
    harmsOthers: true,
    decisions: onNotFound((call, payload) =>
      typeof payload._id === 'string' ? removeLastOlder(call) : undefined,
    ),
  },
]
