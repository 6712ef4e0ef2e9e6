import { looseMembers } from '../loose-members.ts'
import { type AutodialerFault, reading } from './tools.ts'

const members = ['_id', 'name', 'numbers', 'description']

/** Members that are taken for others. */
export const misreadMembers: readonly AutodialerFault[] = [
  ...looseMembers.map(
    ([{ autodialer: id }, lie, check, read]): AutodialerFault => ({
      id,
      lie,
      behaviour: check.startsWith('required') ? 'required' : 'robustness',
      checks: [check],
      decisions: reading((payload, { request }) => read(payload, members, request.body.toString('utf8'))),
    }),
  ),
  {
    id: 'autodialer-text-as-list',
    lie: 'A text in place of the numbers is taken for the list of its characters.',
    behaviour: 'optional',
    checks: ['optional-type-reported'],
    decisions: reading((payload) =>
      typeof payload.numbers === 'string' ? { ...payload, numbers: [...payload.numbers] } : payload,
    ),
  },
  {
    id: 'autodialer-null-as-word',
    lie: 'A name or a description of null is written as the word.',
    behaviour: 'optional',
    checks: ['optional-type-reported'],
    decisions: reading((payload) =>
      Object.fromEntries(
        Object.entries(payload).map(([name, value]) => [
          name,
          value === null && name !== 'numbers' ? 'null' : value,
        ]),
      ),
    ),
  },
]
