import { soleHeader } from '../../exchange.ts'
import type { SqsAnswer, SqsCall } from '../../sqs/call.ts'
import type { SqsAccount } from '../../sqs/store.ts'
import { signedInByCookie } from '../cookies.ts'
import type { SqsFault } from './twists.ts'

/** Who is known by a cookie. */
export const cookies: readonly SqsFault[] = [
  {
    id: 'sqs-cookie-signed-in',
    lie: 'Who sends back the cookie of an answer is signed in, whatever the credentials.',
    behaviour: 'authentication',
    checks: ['auth-cookie'],
    decisions: signedInByCookie<SqsCall, SqsAccount, SqsAnswer>(),
  },
  {
    id: 'sqs-cookie-tenant',
    lie: 'Who sends back the cookie of an answer stays with the tenant of that, whatever the header says.',
    behaviour: 'tenant',
    checks: ['tenant-cookie'],
    decisions: (honest) => ({
      tenant: async (call) =>
        /^TENANT=(\w+)$/.exec(soleHeader(call.request, 'cookie') ?? '')?.[1] ?? honest.tenant(call),
      render: async (call, answer) => {
        const reply = await honest.render(call, answer)
        const tenant = await honest.tenant(call)
        return { ...reply, headers: [...reply.headers, ['Set-Cookie', `TENANT=${tenant}; Path=/`]] }
      },
    }),
  },
]
