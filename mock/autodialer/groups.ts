import { isTextList, textOr } from '../json.ts'
import type { AutodialerDecisions } from './decisions.ts'

type Groups = Pick<AutodialerDecisions, 'exclusively' | 'find' | 'now' | 'change' | 'write'>

const objectId = /^[0-9a-f]{24}$/i

/** Which group is meant, and what becomes of it. */
export const groups: Groups = {
  exclusively: (call, work) => call.store.lock.run(work),

  // An object id is a number written in hexadecimal, so the case of its letters says nothing.
  find: (call, id) =>
    typeof id === 'string' && objectId.test(id) ? call.store.find(id.toLowerCase()) : undefined,

  now: () => Date.now(),

  change: (call, group, { name, numbers, description }) => ({
    id: group.id,
    name: textOr(group.name, name),
    numbers: isTextList(numbers) ? numbers : group.numbers,
    description: textOr(group.description, description),
    date: call.decide.now(call, group),
  }),

  write: (call, wanted) => call.store.put(wanted),
}
