import { looseMembers } from '../loose-members.ts'
import { type AutodialerFault, reading } from './tools.ts'

const members = ['_id', 'name', 'numbers', 'description']

/** Members that are taken for others. */
export const misreadMembers: readonly AutodialerFault[] = looseMembers.map(
  ([{ autodialer: id }, lie, check, read]): AutodialerFault => ({
    id,
    lie,
    behaviour: check.startsWith('required') ? 'required' : 'robustness',
    checks: [check],
    decisions: reading((payload, { request }) => read(payload, members, request.body.toString('utf8'))),
  }),
)
