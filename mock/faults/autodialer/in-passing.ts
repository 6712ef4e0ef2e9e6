import { soleHeader } from '../../exchange.ts'
import { lettingInSecondTry } from '../second-try.ts'
import type { AutodialerFault } from './tools.ts'

/** Mistakes in requests that a check sends on its way to what it judges: the audit of all exchanges sees them. */
export const inPassing: readonly AutodialerFault[] = [
  {
    id: 'autodialer-quoted-charset-capitals',
    lie: 'Where the charset of the content type stands in quotes, the name is told in capitals.',
    behaviour: 'audit',
    checks: ['every-update-reported'],
    decisions: (honest) => ({
      report: async (call, stored, payload) => {
        const data = await honest.report(call, stored, payload)
        const quoted = soleHeader(call.request, 'content-type')?.includes('"') === true
        return quoted && typeof data === 'object' && data !== null && !Array.isArray(data)
          ? { ...data, name: stored.name.toUpperCase() }
          : data
      },
    }),
  },
  {
    id: 'autodialer-second-try-let-in',
    lie: 'Who shows no credentials right after wrong ones on the same connection is let in.',
    behaviour: 'audit',
    checks: ['every-refusal-refuses'],
    decisions: (honest) => ({
      authenticate: (call) => lettingInSecondTry(call, honest.authenticate(call)),
    }),
  },
]
