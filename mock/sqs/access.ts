import { parseBasic } from '../basic.ts'
import { soleHeader } from '../exchange.ts'
import { plainReply } from '../send.ts'
import type { SqsDecisions } from './decisions.ts'

type Access = Pick<
  SqsDecisions,
  'serves' | 'lost' | 'credentials' | 'same' | 'authenticate' | 'permits' | 'tenant'
>

/** Who is asking, what they may do, and in whose name they ask. */
export const access: Access = {
  serves: () => true,

  lost: () => plainReply(404, 'not found'),

  credentials: (call) => parseBasic(soleHeader(call.request, 'authorization')),

  same: (_call, _part, given, kept) => given === kept,

  authenticate: (call) => {
    const { decide, store } = call
    const given = decide.credentials(call)
    if (given === undefined) return undefined
    return store.accounts.find(
      ({ username, password }) =>
        decide.same(call, 'username', given.username, username) &&
        decide.same(call, 'password', given.password, password),
    )
  },

  permits: (_call, account, permission) => account.permissions.includes(permission),

  tenant: (call) => soleHeader(call.request, 'tenant') || undefined,
}
