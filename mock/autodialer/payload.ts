import type { Json } from '../../helpers/contract/types.ts'
import { isTextList, parseObject } from '../json.ts'
import type { AutodialerDecisions, AutodialerField } from './decisions.ts'

type Reading = Pick<AutodialerDecisions, 'parse' | 'objection' | 'objections'>

const fields: readonly AutodialerField[] = ['name', 'numbers', 'description']

/** What the request's body says, and whether it may be said. */
export const payload: Reading = {
  parse: (call) => parseObject(call.request.body),

  objection: (_call, field, value) => {
    if (value === undefined) return undefined
    if (field === 'numbers') {
      return isTextList(value) && value.every(isStorable) ? undefined : 'numbers must be a list of texts'
    }
    return isStorable(value) ? undefined : `${field} must be a text`
  },

  objections: (call, body) =>
    fields.flatMap((field) => call.decide.objection(call, field, body[field]) ?? []),
}

/** A text that can be stored as UTF-8: half a surrogate pair cannot. */
function isStorable(value: Json): boolean {
  return typeof value === 'string' && !/\p{Surrogate}/u.test(value)
}
