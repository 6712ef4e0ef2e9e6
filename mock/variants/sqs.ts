import type { Variant } from '../fault.ts'
import type { SqsDecisions } from '../sqs/decisions.ts'
import { sqsHiccups } from './hiccups.ts'
import { sqsReadsLag } from './reads-lag.ts'
import { accept } from './sqs-accept.ts'
import { bodies } from './sqs-bodies.ts'
import { http } from './sqs-http.ts'
import { sqsLag } from './sqs-lag.ts'
import { methods } from './sqs-methods.ts'
import { refusals } from './sqs-refusals.ts'
import { siblings } from './sqs-siblings.ts'
import { validation } from './sqs-validation.ts'
import { xml } from './sqs-xml.ts'

/** Every lawful difference. */
export const sqsVariants: readonly Variant<SqsDecisions>[] = [
  ...http,
  ...accept,
  ...bodies,
  ...xml,
  ...refusals,
  ...validation,
  ...siblings,
  ...methods,
  sqsReadsLag,
  ...sqsLag,
  ...sqsHiccups,
]
