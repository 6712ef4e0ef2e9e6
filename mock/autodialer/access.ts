import { parseBasic } from '../basic.ts'
import { soleHeader } from '../exchange.ts'
import { isJson } from '../media-type.ts'
import { plainReply } from '../send.ts'
import type { AutodialerCall } from './call.ts'
import type { AutodialerCredentials, AutodialerDecisions } from './decisions.ts'
import type { AutodialerAccount } from './store.ts'

type Access = Pick<
  AutodialerDecisions,
  | 'serves'
  | 'lost'
  | 'methodServed'
  | 'mediaTypeServed'
  | 'credentials'
  | 'asks'
  | 'same'
  | 'authenticate'
  | 'permits'
>

/** Whether the request may be looked at: its form, who is asking, and what they may do. */
export const access: Access = {
  serves: () => true,

  lost: () => plainReply(404, 'not found'),

  methodServed: (call) => call.request.method === 'POST',

  mediaTypeServed: (call) => isJson(soleHeader(call.request, 'content-type')),

  credentials: (call) => ({
    basic: parseBasic(soleHeader(call.request, 'authorization')),
    apiKey: soleHeader(call.request, 'x-apikey'),
  }),

  asks: (_call, account) => account.mode,

  same: (_call, _part, given, kept) => given === kept,

  authenticate: (call) => {
    const given = call.decide.credentials(call)
    return call.store.accounts.find((account) => proves(call, account, given))
  },

  permits: (_call, account) => account.permitted,
}

/** Whether the credentials are all those that the account asks for. */
function proves(call: AutodialerCall, account: AutodialerAccount, given: AutodialerCredentials): boolean {
  const mode = call.decide.asks(call, account)
  const needsBasic = mode !== 'apikey'
  const needsKey = mode !== 'basic'
  return (!needsBasic || provesBasic(call, account, given)) && (!needsKey || provesKey(call, account, given))
}

function provesBasic(
  call: AutodialerCall,
  account: AutodialerAccount,
  { basic }: AutodialerCredentials,
): boolean {
  if (basic === undefined) return false
  const { decide } = call
  return (
    decide.same(call, 'username', basic.username, account.username) &&
    decide.same(call, 'password', basic.password, account.password)
  )
}

function provesKey(
  call: AutodialerCall,
  account: AutodialerAccount,
  { apiKey }: AutodialerCredentials,
): boolean {
  return apiKey !== undefined && call.decide.same(call, 'apiKey', apiKey, account.apiKey)
}
