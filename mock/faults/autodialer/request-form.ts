import type { AutodialerCall } from '../../autodialer/call.ts'
import { soleHeader } from '../../exchange.ts'
import { isJson } from '../../media-type.ts'
import { hasCapitalCharset } from '../deliveries.ts'
import { type AutodialerFault, ofUpdate } from './tools.ts'

const contentType = (call: AutodialerCall) => soleHeader(call.request, 'content-type') ?? ''

/** Serves only some spellings of the content type. */
function spelled(right: RegExp): AutodialerFault['decisions'] {
  return (honest) => ({
    mediaTypeServed: async (call) =>
      (await honest.mediaTypeServed(call)) && (!ofUpdate(call) || right.test(contentType(call))),
  })
}

/** Takes bodies only in some spelling of JSON. */
function written(right: RegExp): AutodialerFault['decisions'] {
  return (honest) => ({
    parse: (call) => (right.test(call.request.body.toString('utf8')) ? honest.parse(call) : undefined),
  })
}

/** How a valid request may be spelled. */
export const requestForm: readonly AutodialerFault[] = [
  {
    id: 'autodialer-content-type-case',
    lie: 'The content type must be in lower case.',
    behaviour: 'representation',
    checks: ['content-type-any-case'],
    decisions: spelled(/^application\/json/),
  },
  {
    id: 'autodialer-charset-refused',
    lie: 'The content type must have no parameter.',
    behaviour: 'representation',
    checks: ['content-type-charset'],
    decisions: spelled(/^[^;]*$/),
  },
  {
    id: 'autodialer-charset-name-lower-case',
    lie: 'The parameter charset is spelled in lower case.',
    behaviour: 'representation',
    checks: ['content-type-charset'],
    decisions: (honest) => ({
      mediaTypeServed: (call) =>
        !(ofUpdate(call) && hasCapitalCharset(call.request)) && honest.mediaTypeServed(call),
    }),
  },
  {
    id: 'autodialer-crlf-refused',
    lie: 'Lines of the body must not end as in the PHP sample.',
    behaviour: 'representation',
    checks: ['json-spelled-differently'],
    decisions: written(/^[^\r]*$/),
  },
  {
    id: 'autodialer-escaped-slash-refused',
    lie: 'A slash must not be escaped, as json_encode of PHP does.',
    behaviour: 'representation',
    checks: ['json-spelled-differently'],
    decisions: written(/^(?!.*\\\/)/s),
  },
  {
    id: 'autodialer-id-first',
    lie: 'The id must be the first member of the body.',
    behaviour: 'representation',
    checks: ['json-spelled-differently'],
    decisions: (honest) => ({
      find: async (call, id) => {
        const text = call.request.body.toString('utf8')
        return text.includes('"_id"') && !/^\s*\{\s*"_id"/.test(text) && !text.includes('"first"')
          ? undefined
          : honest.find(call, id)
      },
    }),
  },
  {
    id: 'autodialer-escapes-kept',
    lie: 'Escapes of letters are stored as they are written.',
    behaviour: 'representation',
    checks: ['json-spelled-differently'],
    decisions: (honest) => ({
      change: async (call, group, payload) => {
        const wanted = await honest.change(call, group, payload)
        const raw = /"name"\s*:\s*"((?:\\u[0-9a-f]{4})[^"]*)"/.exec(call.request.body.toString('utf8'))?.[1]
        return raw === undefined ? wanted : { ...wanted, name: raw }
      },
    }),
  },
  {
    id: 'autodialer-text-plain-served',
    lie: 'JSON is read whatever its label says, if that is plain text.',
    behaviour: 'malformed',
    checks: ['media-type-text'],
    decisions: (honest) => ({
      mediaTypeServed: async (call) =>
        (await honest.mediaTypeServed(call)) ||
        (ofUpdate(call) && contentType(call).startsWith('text/plain')),
    }),
  },
  {
    id: 'autodialer-text-plain-400',
    lie: 'A content type that is not allowed makes the request malformed.',
    behaviour: 'malformed',
    checks: ['media-type-text'],
    decisions: (honest) => ({
      refuse: async (call, reason) => {
        const answer = await honest.refuse(call, reason)
        return ofUpdate(call) && reason.outcome === 'unsupportedMediaType' && !isJson(contentType(call))
          ? { ...answer, status: 400 }
          : answer
      },
    }),
  },
]
