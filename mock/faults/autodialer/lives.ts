import type { AutodialerGroup } from '../../autodialer/store.ts'
import { isObject, parseObject } from '../../json.ts'
import { Slot } from '../../slot.ts'
import type { AutodialerFault } from './tools.ts'

/** Ids of the groups that have had no numbers so far. */
const unset = new Slot(() => new Set<unknown>())
/** Each group as it was before its latest update, by id. */
const latest = new Slot(() => new Map<string, AutodialerGroup>())
/** The name that each group was added with, by id. */
const names = new Slot(() => new Map<string, string>())

/** What goes wrong in the lives of groups: as they are created, come to hold the same, and are removed. */
export const lives: readonly AutodialerFault[] = [
  {
    id: 'autodialer-null-until-set',
    lie: 'The numbers of a group that was added without any are null until it is given some.',
    behaviour: 'optional',
    checks: ['created-without-numbers'],
    decisions: (honest) => ({
      completed: (call, value) => {
        const added = call.operation === 'add' && isObject(value) ? value._id : undefined
        const bare = added !== undefined && parseObject(call.request.body)?.numbers === undefined
        if (bare) unset.of(call.store).add(added)
        return honest.completed(call, value)
      },
      report: async (call, stored, payload) => {
        if (payload.numbers !== undefined) unset.of(call.store).delete(stored.id)
        const reported = await honest.report(call, stored, payload)
        const isUnset = unset.of(call.store).has(stored.id)
        return isObject(reported) && isUnset ? { ...reported, numbers: null } : reported
      },
    }),
  },
  {
    id: 'autodialer-updates-by-name',
    lie: 'An update is carried out on every group that has the name of the one that it is for.',
    behaviour: 'persistence',
    checks: ['equal-values-apart'],
    decisions: (honest) => ({
      write: async (call, wanted) => {
        const name = call.store.find(wanted.id)?.name
        for (const other of call.store.list())
          if (other.name === name && other.id !== wanted.id) call.store.put({ ...wanted, id: other.id })
        await honest.write(call, wanted)
      },
    }),
  },
  {
    id: 'autodialer-taken-name-written',
    lie: 'A name that another group has is refused once it is written.',
    behaviour: 'persistence',
    checks: ['equal-values-refused'],
    decisions: (honest) => ({
      objections: async (call, payload) => {
        const found = await honest.objections(call, payload)
        const group = await honest.find(call, payload._id)
        const isTaken = call.store.list().some(({ id, name }) => id !== group?.id && name === payload.name)
        if (found.length > 0 || !group || !isTaken) return found
        await honest.write(call, await honest.change(call, group, payload))
        return ['the name exists already']
      },
    }),
  },
  {
    id: 'autodialer-removal-rolls-back',
    lie: 'The removal of a group takes back the latest update of the newest one.',
    behaviour: 'sequences',
    checks: ['removal-keeps-updates'],
    decisions: (honest) => ({
      write: (call, wanted) => {
        const before = call.store.find(wanted.id)
        if (before) latest.of(call.store).set(wanted.id, before)
        return honest.write(call, wanted)
      },
      completed: (call, value) => {
        const newest = call.operation === 'remove' ? call.store.list().at(-1) : undefined
        const before = newest && latest.of(call.store).get(newest.id)
        if (before) call.store.put(before)
        return honest.completed(call, value)
      },
    }),
  },
  {
    id: 'autodialer-created-values-kept-away',
    lie: 'A name that a group was added with is taken for no change, and not stored again.',
    behaviour: 'sequences',
    checks: ['created-values-again'],
    decisions: (honest) => ({
      completed: (call, value) => {
        const added = call.operation === 'add' ? call.store.list().at(-1) : undefined
        if (added) names.of(call.store).set(added.id, added.name)
        return honest.completed(call, value)
      },
      write: (call, wanted) => {
        const old = call.store.find(wanted.id)
        const isCreated = old && names.of(call.store).get(wanted.id) === wanted.name
        return honest.write(call, isCreated ? { ...wanted, name: old.name } : wanted)
      },
    }),
  },
]
