import type { Fault } from '../../fault.ts'
import type { SqsDecisions } from '../../sqs/decisions.ts'
import { authentication } from './authentication.ts'
import { authorisation } from './authorisation.ts'
import { conflict } from './conflict.ts'
import { malformed } from './malformed.ts'
import { notFound } from './not-found.ts'
import { persistence } from './persistence.ts'
import { representation } from './representation.ts'
import { required } from './required.ts'
import { success } from './success.ts'
import { tenant } from './tenant.ts'

export const sqsFaults: readonly Fault<SqsDecisions>[] = [
  ...success,
  ...persistence,
  ...required,
  ...authentication,
  ...authorisation,
  ...tenant,
  ...representation,
  ...notFound,
  ...conflict,
  ...malformed,
]
