import { soleHeader } from '../../exchange.ts'
import { parseObject, textOr } from '../../json.ts'
import { lettingInSecondTry } from '../second-try.ts'
import type { SqsFault } from './twists.ts'

/** Mistakes in requests that a check sends on its way to what it judges: the audit of all exchanges sees them. */
export const inPassing: readonly SqsFault[] = [
  {
    id: 'sqs-second-try-let-in',
    lie: 'Who shows no credentials right after wrong ones on the same connection is let in.',
    behaviour: 'audit',
    checks: ['every-refusal-refuses'],
    decisions: (honest) => ({
      authenticate: (call) => lettingInSecondTry(call, honest.authenticate(call)),
    }),
  },
  {
    id: 'sqs-quoted-charset-capitals',
    lie: 'Where the charset of the content type stands in quotes, the name is told in capitals.',
    behaviour: 'audit',
    checks: ['every-update-reported'],
    decisions: (honest) => ({
      report: async (call, stored, payload) => {
        const members = await honest.report(call, stored, payload)
        const quoted = soleHeader(call.request, 'content-type')?.includes('"') === true
        return quoted ? { ...members, name: stored.name.toUpperCase() } : members
      },
    }),
  },
  {
    id: 'sqs-stranger-unknown-group-500',
    lie: 'An unknown group is an internal error to a caller without credentials.',
    behaviour: 'audit',
    checks: ['never-an-internal-error', 'auth-unknown-group-hidden'],
    decisions: (honest) => ({
      refuse: async (call, refusal) => {
        const answer = await honest.refuse(call, refusal)
        const stranger =
          call.operation === 'update' && soleHeader(call.request, 'authorization') === undefined
        const id = textOr('', parseObject(call.request.body)?.id)
        const known = call.store.all().some((group) => group.id === id)
        return stranger && id !== '' && !known ? { ...answer, status: 500 } : answer
      },
    }),
  },
]
