import { headerValues, type RawRequest, soleHeader } from '../../exchange.ts'
import { hasCapitalCharset } from '../deliveries.ts'
import type { SqsFault } from './twists.ts'

/** How headers of the request are read. */
export const requestHeaders: readonly SqsFault[] = [
  {
    id: 'sqs-content-type-lower-case',
    lie: 'A JSON body is labelled in lower case.',
    behaviour: 'representation',
    checks: ['content-type-any-case'],
    decisions: (honest) => ({
      mediaTypeServed: (call) =>
        soleHeader(call.request, 'content-type')?.startsWith('application/json') === true &&
        honest.mediaTypeServed(call),
    }),
  },
  {
    id: 'sqs-content-type-bare',
    lie: 'The content type of JSON has no parameters.',
    behaviour: 'representation',
    checks: ['content-type-charset'],
    decisions: (honest) => ({
      mediaTypeServed: (call) =>
        !soleHeader(call.request, 'content-type')?.includes(';') && honest.mediaTypeServed(call),
    }),
  },
  {
    id: 'sqs-charset-unquoted',
    lie: 'A charset never stands in quotation marks.',
    behaviour: 'representation',
    checks: ['content-type-charset'],
    decisions: (honest) => ({
      mediaTypeServed: (call) =>
        !soleHeader(call.request, 'content-type')?.includes('"') && honest.mediaTypeServed(call),
    }),
  },
  {
    id: 'sqs-charset-name-lower-case',
    lie: 'The parameter charset is spelled in lower case.',
    behaviour: 'representation',
    checks: ['content-type-charset'],
    decisions: (honest) => ({
      mediaTypeServed: (call) => !hasCapitalCharset(call.request) && honest.mediaTypeServed(call),
    }),
  },
  {
    id: 'sqs-tenant-header-lower-case',
    lie: 'The header tenant is spelled in lower case.',
    behaviour: 'representation',
    checks: ['header-names-any-case'],
    decisions: (honest) => ({
      tenant: (call) =>
        call.operation !== 'update' || spelled(call.request, 'tenant') ? honest.tenant(call) : undefined,
    }),
  },
  {
    id: 'sqs-authorization-capital',
    lie: 'The header Authorization is spelled with a capital.',
    behaviour: 'representation',
    checks: ['header-names-any-case'],
    decisions: (honest) => ({
      credentials: (call) =>
        call.operation !== 'update' || spelled(call.request, 'Authorization')
          ? honest.credentials(call)
          : undefined,
    }),
  },
  {
    id: 'sqs-accept-capital',
    lie: 'The header Accept is spelled with a capital.',
    behaviour: 'representation',
    checks: ['header-names-any-case'],
    decisions: (honest) => ({
      negotiate: (call) =>
        call.operation === 'update' &&
        headerValues(call.request, 'accept').length > 0 &&
        !spelled(call.request, 'Accept')
          ? 'xml'
          : honest.negotiate(call),
    }),
  },
]

function spelled({ rawHeaders }: RawRequest, name: string): boolean {
  return rawHeaders.some((text, at) => at % 2 === 0 && text === name)
}
