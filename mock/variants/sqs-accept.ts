import { headerValues } from '../exchange.ts'
import type { Variant } from '../fault.ts'
import { parseMediaType } from '../media-type.ts'
import type { Format } from '../sqs/call.ts'
import type { SqsDecisions } from '../sqs/decisions.ts'

const formats: ReadonlyMap<string, Format> = new Map([
  ['application/json', 'json'],
  ['application/xml', 'xml'],
])

/** How an accept header may be read short of what RFC 9110 suggests. */
export const accept: readonly Variant<SqsDecisions>[] = [
  {
    id: 'sqs-accept-without-weights',
    difference: 'The weights of an accept header are disregarded: the first type that is known is meant.',
    findings: ['accept-weights'],
    decisions: (honest) => ({
      negotiate: async (call) => {
        if (call.operation === 'health') return honest.negotiate(call)
        const named = headerValues(call.request, 'accept')
          .flatMap((value) => value.split(','))
          .map((range) => formats.get(parseMediaType(range).essence))
        return named.find((format) => format !== undefined) ?? 'xml'
      },
    }),
  },
  {
    id: 'sqs-accept-any-json',
    difference: 'Where JSON is mentioned JSON is meant, whatever its weight.',
    findings: ['accept-weights'],
    decisions: (honest) => ({
      negotiate: (call) =>
        headerValues(call.request, 'accept').some((types) => /json/i.test(types))
          ? 'json'
          : honest.negotiate(call),
    }),
  },
]
