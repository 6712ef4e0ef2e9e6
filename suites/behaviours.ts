import type { Behaviour } from '../helpers/checks/check.ts'
import { audit } from './audit.ts'
import { authentication } from './authentication.ts'
import { authorisation } from './authorisation.ts'
import { concurrency } from './concurrency.ts'
import { conflict } from './conflict.ts'
import { generated } from './generated.ts'
import { lists } from './lists.ts'
import { malformed } from './malformed.ts'
import { notFound } from './not-found.ts'
import { optional } from './optional.ts'
import { persistence } from './persistence.ts'
import { representation } from './representation.ts'
import { required } from './required.ts'
import { robustness } from './robustness.ts'
import { sequences } from './sequences.ts'
import { success } from './success.ts'
import { tenant } from './tenant.ts'
import { text } from './text.ts'

/** Every check there is, by behaviour, in the order of the reports. */
export const behaviours: readonly Behaviour[] = [
  success,
  persistence,
  required,
  optional,
  authentication,
  authorisation,
  tenant,
  representation,
  notFound,
  conflict,
  malformed,
  text,
  lists,
  robustness,
  generated,
  sequences,
  concurrency,
  audit,
]
