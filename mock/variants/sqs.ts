import type { Variant } from '../fault.ts'
import type { SqsDecisions } from '../sqs/decisions.ts'
import { bodies } from './sqs-bodies.ts'
import { http } from './sqs-http.ts'
import { refusals } from './sqs-refusals.ts'
import { siblings } from './sqs-siblings.ts'
import { validation } from './sqs-validation.ts'
import { xml } from './sqs-xml.ts'

/** Every lawful difference. */
export const sqsVariants: readonly Variant<SqsDecisions>[] = [
  ...http,
  ...bodies,
  ...xml,
  ...refusals,
  ...validation,
  ...siblings,
]
