import { done } from './answers.ts'
import type { AutodialerDecisions } from './decisions.ts'
import { persianDate } from './persian-date.ts'

type SiblingAnswers = Pick<AutodialerDecisions, 'list' | 'present' | 'completed'>

/** What the operations beside the update see and say. */
export const siblingAnswers: SiblingAnswers = {
  list: (call) => call.store.list(),

  present: (call, group) => ({
    _id: group.id,
    name: group.name,
    description: group.description,
    count: call.decide.count(call, group),
    date: persianDate(group.date),
  }),

  completed: (_call, data) => ({ status: 200, value: { success: 1, message: done, data }, headers: [] }),
}
