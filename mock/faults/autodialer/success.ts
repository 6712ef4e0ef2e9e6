import type { AutodialerDecisions } from '../../autodialer/decisions.ts'
import type { Fault } from '../../fault.ts'

export const success: readonly Fault<AutodialerDecisions>[] = [
  {
    id: 'autodialer-success-string',
    lie: 'The envelope says success as a text.',
    level: 'must',
    behaviour: 'success',
    checks: [],
    decisions: (honest) => ({
      envelope: (call, success, message, data) => ({
        ...honest.envelope(call, success, message, data),
        success: String(success),
      }),
    }),
  },
  {
    id: 'autodialer-count-wrong',
    lie: 'The count is one more than there are numbers.',
    level: 'must',
    behaviour: 'success',
    checks: [],
    decisions: () => ({ count: (_call, group) => group.numbers.length + 1 }),
  },
]
