import type { AutodialerDecisions } from '../../autodialer/decisions.ts'
import type { AutodialerAccount } from '../../autodialer/store.ts'
import type { Fault } from '../../fault.ts'
import { Slot } from '../../slot.ts'

const trusted = new Slot<AutodialerAccount | undefined>(() => undefined)

export const authentication: readonly Fault<AutodialerDecisions>[] = [
  {
    id: 'autodialer-key-ignored',
    lie: 'User name and password are enough, whatever the key.',
    level: 'must',
    behaviour: 'authentication',
    checks: [],
    decisions: () => ({ asks: () => 'basic' }),
  },
  {
    id: 'autodialer-keep-alive-trusted',
    lie: 'A connection that has once shown credentials need not show them again.',
    level: 'must',
    behaviour: 'authentication',
    checks: [],
    decisions: (honest) => ({
      authenticate: async (call) => {
        const account = trusted.of(call.connection) ?? (await honest.authenticate(call))
        trusted.set(call.connection, account)
        return account
      },
    }),
  },
]
