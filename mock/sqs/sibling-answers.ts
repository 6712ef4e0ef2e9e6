import { groupAnswer } from './answers.ts'
import type { SqsDecisions } from './decisions.ts'

type SiblingAnswers = Pick<SqsDecisions, 'read' | 'list' | 'created' | 'listed' | 'removed'>

/** What the operations beside the update see and say. */
export const siblingAnswers: SiblingAnswers = {
  read: (call, tenant, id) => call.store.find(tenant, id),

  list: (call, tenant) => call.store.list(tenant),

  created: (call, group) => groupAnswer(201, call.decide.present(call, group)),

  listed: (call, found) => {
    const size = wholeNumber(call.query.get('size'), 20) || 20
    const number = wholeNumber(call.query.get('page'), 0)
    const shown = found.slice(number * size, (number + 1) * size)
    const page = { size, totalElements: found.length, totalPages: Math.ceil(found.length / size), number }
    const groups = shown.map((group) => call.decide.present(call, group))
    return { status: 200, root: 'page', value: { _embedded: { groups }, page }, headers: [] }
  },

  removed: () => ({ status: 204, root: 'group', value: null, headers: [] }),
}

function wholeNumber(text: string | null, fallback: number): number {
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : fallback
}
