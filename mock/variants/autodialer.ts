import type { AutodialerDecisions } from '../autodialer/decisions.ts'
import type { Variant } from '../fault.ts'
import { isObject } from '../json.ts'

export const autodialerVariants: readonly Variant<AutodialerDecisions>[] = [
  {
    id: 'autodialer-refusal-4xx',
    difference: 'An error during the operation has a status of its own beside its envelope.',
    decisions: (honest) => ({
      refuse: async (call, refusal) => {
        const answer = await honest.refuse(call, refusal)
        if (refusal.outcome === 'notFound') return { ...answer, status: 404 }
        return refusal.outcome === 'invalid' ? { ...answer, status: 422 } : answer
      },
    }),
  },
  {
    id: 'autodialer-no-siblings',
    difference: 'The update is the only operation that is open to the tester.',
    decisions: () => ({ serves: (call) => call.operation === 'update' }),
  },
  {
    id: 'autodialer-extra-members',
    difference: 'Answers carry members that are not documented, at the top and in their data.',
    decisions: (honest) => ({
      report: async (call, stored, payload) => {
        const data = await honest.report(call, stored, payload)
        return isObject(data) ? { ...data, active: true } : data
      },
      envelope: (call, success, message, data) => ({
        ...honest.envelope(call, success, message, data),
        old: { name: 'test_group' },
      }),
    }),
  },
]
