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
]
