import { sameJson } from '../../../helpers/contract/json-value.ts'
import { isTextList } from '../../json.ts'
import type { AutodialerFault } from './tools.ts'

type List = readonly string[]

/** Stores all but a list of numbers that passes for the one before. */
function keeping(isSame: (before: List, numbers: List) => boolean): AutodialerFault['decisions'] {
  return (honest) => ({
    write: (call, wanted) => {
      const before = call.store.find(wanted.id)?.numbers ?? []
      return honest.write(call, isSame(before, wanted.numbers) ? { ...wanted, numbers: before } : wanted)
    },
  })
}

/** What is stored of numbers where a list resembles another. */
export const storedLists: readonly AutodialerFault[] = [
  {
    id: 'autodialer-numbers-reordered-not-stored',
    lie: 'A list of the same numbers in another order is told, and the one before stays stored.',
    behaviour: 'persistence',
    checks: ['numbers-stored'],
    decisions: keeping((before, numbers) => sameJson(before.toSorted(), numbers.toSorted())),
  },
  {
    id: 'autodialer-numbers-as-many-not-stored',
    lie: 'A list of as many numbers as before is told, and the one before stays stored.',
    behaviour: 'persistence',
    checks: ['numbers-stored'],
    decisions: keeping((before, numbers) => before.length === numbers.length),
  },
  {
    id: 'autodialer-equal-numbers-too',
    lie: 'An update gives its numbers to every group whose numbers were the same.',
    behaviour: 'persistence',
    checks: ['equal-values-apart'],
    decisions: (honest) => ({
      write: async (call, wanted) => {
        const before = call.store.find(wanted.id)?.numbers ?? []
        await honest.write(call, wanted)
        if (before.length === 0 || sameJson(before, wanted.numbers)) return
        for (const other of call.store.list())
          if (sameJson(other.numbers, before)) call.store.put({ ...other, numbers: wanted.numbers })
      },
    }),
  },
  {
    id: 'autodialer-equal-name-refused-half',
    lie: 'A name that another group has is refused, and the numbers beside it are stored.',
    behaviour: 'persistence',
    checks: ['equal-values-refused'],
    decisions: (honest) => ({
      objections: async (call, payload) => {
        const { _id, name, numbers } = payload
        const isTaken = call.store.list().some((group) => group.name === name && group.id !== _id)
        if (!isTaken) return honest.objections(call, payload)
        const group = await honest.find(call, _id)
        if (group && isTextList(numbers)) await honest.write(call, { ...group, numbers })
        return ['exists already']
      },
    }),
  },
]
