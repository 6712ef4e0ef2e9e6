import type { AutodialerDecisions } from '../../autodialer/decisions.ts'
import type { Fault } from '../../fault.ts'
import { authentication } from './authentication.ts'
import { lists } from './lists.ts'
import { notFound } from './not-found.ts'
import { persistence } from './persistence.ts'
import { representation } from './representation.ts'
import { success } from './success.ts'

export const autodialerFaults: readonly Fault<AutodialerDecisions>[] = [
  ...success,
  ...persistence,
  ...authentication,
  ...representation,
  ...notFound,
  ...lists,
]
