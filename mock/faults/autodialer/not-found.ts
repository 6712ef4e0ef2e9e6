import { randomBytes } from 'node:crypto'
import type { Json } from '../../../helpers/contract/types.ts'
import type { AutodialerCall } from '../../autodialer/call.ts'
import type { AutodialerDecisions } from '../../autodialer/decisions.ts'
import type { AutodialerGroup } from '../../autodialer/store.ts'
import { isObject, parseObject, textOr } from '../../json.ts'
import { Slot } from '../../slot.ts'
import { type AutodialerFault, denying, refusal, withHeader } from './tools.ts'

const added = new Slot(() => new Set<string>())
/** What was not given back. */
const leaked = new Slot(() => 0)

const isObjectId = (id: Json | undefined) => typeof id === 'string' && /^[0-9a-f]{24}$/i.test(id)

function newGroup(id: string): AutodialerGroup {
  return { id, name: '', numbers: [], description: '', date: Date.now() }
}

/** Finds a group by ids that only resemble its own. */
function finding(
  resembles: (group: AutodialerGroup, id: string) => boolean,
): (honest: AutodialerDecisions) => Partial<AutodialerDecisions> {
  return (honest) => ({
    find: async (call, id) =>
      (await honest.find(call, id)) ??
      (typeof id === 'string' && id !== ''
        ? call.store.list().find((group) => resembles(group, id))
        : undefined),
  })
}

/** Each update of a group that is not found takes one of ten, for good. */
function leaking(ownerOf: (call: AutodialerCall) => object): AutodialerFault['decisions'] {
  return (honest) => ({
    ...denying((call) => leaked.of(ownerOf(call)) >= 10, 500, 'timeout')(honest),
    refuse: async (call, reason) => {
      const isUnknown = call.operation === 'update' && reason.outcome === 'notFound'
      if (isUnknown && isObjectId((await honest.parse(call))?._id))
        leaked.set(ownerOf(call), leaked.of(ownerOf(call)) + 1)
      return honest.refuse(call, reason)
    },
  })
}

/** Answers as if a group had been found and stores nothing. */
function pretending(
  found: (call: AutodialerCall, id: Json | undefined) => boolean,
): AutodialerFault['decisions'] {
  return (honest) => ({
    find: async (call, id) => (await honest.find(call, id)) ?? (found(call, id) ? newGroup('') : undefined),
    write: (call, wanted) => (wanted.id === '' ? undefined : honest.write(call, wanted)),
  })
}

const must: readonly [id: string, lie: string, checks: readonly string[], AutodialerFault['decisions']][] = [
  [
    'autodialer-upsert',
    'Updating a group that does not exist creates it.',
    ['unknown-group'],
    (honest) => ({
      find: async (call, id) =>
        (await honest.find(call, id)) ?? (isObjectId(id) ? newGroup(textOr('', id)) : undefined),
    }),
  ],
  [
    'autodialer-leak-after-10',
    'Each update of a group that is not found keeps one of ten connections to the store; then updates are internal errors.',
    ['unknown-groups-in-a-row'],
    leaking(({ store }) => store),
  ],
  [
    'autodialer-connection-leaks',
    'Each update of a group that is not found keeps a statement open; after ten of a connection, its updates are internal errors.',
    ['unknown-groups-in-a-row'],
    leaking(({ connection }) => connection),
  ],
  [
    'autodialer-upsert-denied',
    'An unknown group is refused, and created.',
    ['unknown-group-not-created'],
    (honest) => ({
      refuse: async (call, reason) => {
        const payload = await honest.parse(call)
        if (call.operation === 'update' && reason.outcome === 'notFound' && isObjectId(payload?._id)) {
          const group = newGroup(randomBytes(12).toString('hex'))
          call.store.put({
            ...group,
            name: textOr('', payload?.name),
            description: textOr('', payload?.description),
          })
        }
        return honest.refuse(call, reason)
      },
    }),
  ],
  [
    'autodialer-unknown-group-done',
    'No document was matched, and none was asked for: the update of an unknown group is done.',
    ['unknown-group'],
    pretending((_call, id) => isObjectId(id)),
  ],
  [
    'autodialer-unknown-group-501',
    'A group that does not exist is a service that does not exist.',
    ['unknown-group'],
    refusal(['notFound'], (answer, call) =>
      isObjectId(parseObject(call.request.body)?._id) ? { ...answer, status: 501 } : answer,
    ),
  ],
  [
    'autodialer-unknown-group-page',
    'An unknown group is answered with the page of the web server.',
    ['refusal-envelope'],
    (honest) => ({
      render: async (call, answer) => {
        const reply = await honest.render(call, answer)
        return answer.value.message === 'The group does not exist' &&
          isObjectId(parseObject(call.request.body)?._id)
          ? {
              status: 404,
              headers: withHeader(reply.headers, 'Content-Type', 'text/html'),
              body: Buffer.from('<!DOCTYPE html><title>404</title>'),
            }
          : reply
      },
    }),
  ],
  [
    'autodialer-removed-group-done',
    'A group that was removed can still be updated.',
    ['removed-group'],
    (honest) => ({
      completed: (call, data) => {
        if (call.operation === 'add' && isObject(data)) added.of(call.store).add(textOr('', data._id))
        return honest.completed(call, data)
      },
      ...pretending((call, id) => added.of(call.store).has(textOr('', id)))(honest),
    }),
  ],
  [
    'autodialer-id-by-start',
    'A group is found by how its id starts.',
    ['id-prefix'],
    finding(({ id }, given) => given.length > 20 && id.startsWith(given)),
  ],
  [
    'autodialer-id-by-end',
    'A group is found by how its id ends.',
    ['id-suffix'],
    finding(({ id }, given) => given.length > 20 && id.endsWith(given)),
  ],
  [
    'autodialer-id-cut',
    'An id is read up to its twenty-fourth character.',
    ['id-longer'],
    finding(({ id }, given) => given.slice(0, 24) === id),
  ],
  [
    'autodialer-id-trimmed',
    'Blanks around an id are of no importance.',
    ['id-blank'],
    finding(({ id }, given) => given.trim() === id),
  ],
  [
    'autodialer-malformed-id-500',
    'An id that cannot be read as an object id is an internal error.',
    ['id-malformed-short'],
    (honest) => ({
      refuse: async (call, reason) => {
        const answer = await honest.refuse(call, reason)
        const payload = await honest.parse(call)
        const broken = typeof payload?._id === 'string' && !isObjectId(payload._id)
        return call.operation === 'update' && reason.outcome === 'notFound' && broken
          ? { ...answer, status: 500 }
          : answer
      },
    }),
  ],
  [
    'autodialer-empty-id-done',
    'An empty id means no group, so that there is nothing to do, which is done.',
    ['id-malformed-empty'],
    pretending((_call, id) => id === ''),
  ],
  [
    'autodialer-id-text-done',
    'An id that is a text with blanks is no group, so there is nothing to do, which is done.',
    ['id-malformed-text'],
    pretending((_call, id) => id === 'not an id'),
  ],
  [
    'autodialer-id-trimmed-denied',
    'An id with a blank is refused, and the group without it is updated.',
    ['not-found-changes-nothing'],
    (honest) => ({
      refuse: async (call, reason) => {
        const payload = parseObject(call.request.body)
        const group = await honest.find(call, textOr('', payload?._id).trim())
        if (call.operation === 'update' && reason.outcome === 'notFound' && payload && group)
          await honest.write(call, await honest.change(call, group, payload))
        return honest.refuse(call, reason)
      },
    }),
  ],
]

export const notFound: readonly AutodialerFault[] = must.map(([id, lie, checks, decisions]) => ({
  id,
  lie,
  behaviour: 'not-found',
  checks,
  decisions,
}))
