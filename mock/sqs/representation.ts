import { headerValues } from '../exchange.ts'
import { sendReply } from '../send.ts'
import type { SqsDecisions } from './decisions.ts'
import { preferredFormat } from './negotiation.ts'
import { escapeXml, xmlElement } from './xml.ts'

type Representation = Pick<
  SqsDecisions,
  'negotiate' | 'jsonText' | 'xmlText' | 'escapeXml' | 'contentType' | 'encode' | 'render' | 'send'
>

/** How an answer becomes bytes. */
export const representation: Representation = {
  // The state of the service is read by machines that send no accept header and know JSON only.
  negotiate: (call) =>
    call.operation === 'health' ? 'json' : preferredFormat(headerValues(call.request, 'accept')),

  jsonText: (_call, _answer, value) => JSON.stringify(value),

  xmlText: (call, { root }, value) => {
    const element = xmlElement(root, value, (text) => call.decide.escapeXml(call, text))
    return `<?xml version="1.0" encoding="UTF-8"?>${element}`
  },

  escapeXml: (_call, text) => escapeXml(text),

  contentType: (_call, format) => `application/${format};charset=UTF-8`,

  encode: (_call, text) => Buffer.from(text, 'utf8'),

  render: async (call, answer) => {
    const { status, value, headers } = answer
    if (value === null) return { status, headers, body: Buffer.alloc(0) }
    const { decide } = call
    const format = await decide.negotiate(call)
    const text =
      format === 'json' ? decide.jsonText(call, answer, value) : decide.xmlText(call, answer, value)
    const contentType = decide.contentType(call, format)
    return {
      status,
      headers: [['Content-Type', contentType], ...headers],
      body: decide.encode(call, text, format),
    }
  },

  send: (call, reply) => sendReply(call.response, reply),
}
