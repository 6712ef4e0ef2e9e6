import type { AutodialerDecisions } from '../../autodialer/decisions.ts'
import type { Fault } from '../../fault.ts'

export const representation: readonly Fault<AutodialerDecisions>[] = [
  {
    id: 'autodialer-php-warning',
    lie: 'A warning of the interpreter stands before the JSON.',
    level: 'must',
    behaviour: 'representation',
    checks: [],
    decisions: (honest) => ({
      jsonText: (call, answer) => {
        const text = honest.jsonText(call, answer)
        return call.operation === 'update'
          ? `<br />\n<b>Warning</b>: Undefined index: old<br />\n${text}`
          : text
      },
    }),
  },
]
