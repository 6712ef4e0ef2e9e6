import type { AutodialerAnswer, AutodialerCall } from '../../autodialer/call.ts'
import type { AutodialerAccount } from '../../autodialer/store.ts'
import { signedInByCookie } from '../cookies.ts'
import type { AutodialerFault } from './tools.ts'

/** Who is known by a cookie. */
export const cookies: readonly AutodialerFault[] = [
  {
    id: 'autodialer-cookie-signed-in',
    lie: 'Who sends back the cookie of an answer is signed in, whatever the credentials.',
    behaviour: 'authentication',
    checks: ['auth-cookie'],
    decisions: signedInByCookie<AutodialerCall, AutodialerAccount, AutodialerAnswer>(),
  },
]
