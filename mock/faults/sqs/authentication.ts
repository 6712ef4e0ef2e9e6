import type { Fault } from '../../fault.ts'
import type { SqsDecisions } from '../../sqs/decisions.ts'

export const authentication: readonly Fault<SqsDecisions>[] = [
  {
    id: 'sqs-password-prefix',
    lie: 'A password is right when its first eight characters are.',
    level: 'must',
    behaviour: 'authentication',
    checks: [],
    decisions: (honest) => ({
      same: (call, part, given, kept) =>
        part === 'password' ? given.slice(0, 8) === kept.slice(0, 8) : honest.same(call, part, given, kept),
    }),
  },
]
