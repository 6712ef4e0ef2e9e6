import { access } from './access.ts'
import { answers } from './answers.ts'
import type { AutodialerDecisions } from './decisions.ts'
import { groups } from './groups.ts'
import { payload } from './payload.ts'
import { siblingAnswers } from './sibling-answers.ts'

/** The endpoint as it is documented to behave. */
export const honestAutodialer: AutodialerDecisions = {
  ...access,
  ...payload,
  ...groups,
  ...answers,
  ...siblingAnswers,
}
