import { soleHeader } from '../exchange.ts'
import { parseObject } from '../json.ts'
import { isJson } from '../media-type.ts'
import type { SqsDecisions, SqsField } from './decisions.ts'
import { fitsXml } from './xml.ts'

type Reading = Pick<SqsDecisions, 'mediaTypeServed' | 'parse' | 'objection' | 'objections'>

export const fields: readonly SqsField[] = ['id', 'ownerId', 'name']

/** What the request's body says, and whether it may be said. */
export const payload: Reading = {
  mediaTypeServed: (call) => isJson(soleHeader(call.request, 'content-type')),

  parse: (call) => parseObject(call.request.body),

  objection: (_call, field, value) => {
    if (value === undefined || value === null) return `${field} is mandatory`
    if (typeof value !== 'string') return `${field} must be a string`
    if (value === '') return `${field} must not be empty`
    // Any group may be asked for as XML, so a text that XML cannot carry is refused in whatever format it came.
    if (!fitsXml(value)) return `${field} holds a character that is not allowed`
    return undefined
  },

  objections: (call, body) =>
    fields.flatMap((field) => {
      const description = call.decide.objection(call, field, body[field])
      return description === undefined ? [] : [{ field, description }]
    }),
}
