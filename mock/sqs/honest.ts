import { access } from './access.ts'
import { answers } from './answers.ts'
import type { SqsDecisions } from './decisions.ts'
import { groups } from './groups.ts'
import { payload } from './payload.ts'
import { representation } from './representation.ts'
import { siblingAnswers } from './sibling-answers.ts'

/** The endpoint as it is documented to behave. */
export const honestSqs: SqsDecisions = {
  ...access,
  ...payload,
  ...groups,
  ...answers,
  ...siblingAnswers,
  ...representation,
}
