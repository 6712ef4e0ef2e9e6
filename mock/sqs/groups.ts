import { textOr } from '../json.ts'
import type { SqsDecisions } from './decisions.ts'

type Groups = Pick<
  SqsDecisions,
  'exclusively' | 'find' | 'mismatches' | 'now' | 'change' | 'clashes' | 'write'
>

/** Which group is meant, what becomes of it, and what stands in the way. */
export const groups: Groups = {
  exclusively: (call, work) => call.store.lock.run(work),

  find: (call, tenant, id) => call.store.find(tenant, id),

  // Undocumented; refusing is the reading that can never rename or move a group by mistake.
  mismatches: (_call, group, payload) =>
    payload.id === group.id ? [] : [{ field: 'id', description: 'id differs from the id in the address' }],

  now: () => Date.now(),

  change: (call, group, payload) => ({
    ...group,
    ownerId: textOr(group.ownerId, payload.ownerId),
    name: textOr(group.name, payload.name),
    updated: call.decide.now(call, group),
  }),

  clashes: (call, wanted) =>
    call.store
      .list(wanted.tenant)
      .some(
        ({ id, ownerId, name }) => id !== wanted.id && ownerId === wanted.ownerId && name === wanted.name,
      ),

  write: (call, wanted) => call.store.put(wanted),
}
