import { headerValues } from '../../exchange.ts'
import type { SqsCall } from '../../sqs/call.ts'
import type { SqsFault } from './twists.ts'

/** Turns valid updates away for the format that they ask for, or for asking for none; nothing of them is stored. */
function refusingAccept(meant: (call: SqsCall) => boolean): SqsFault['decisions'] {
  return (honest) => ({
    write: (call, wanted) => (meant(call) ? undefined : honest.write(call, wanted)),
    succeed: async (call, members) =>
      meant(call)
        ? { status: 406, root: 'failure', value: { message: 'not acceptable' }, headers: [] }
        : honest.succeed(call, members),
  })
}

const accepted = ({ request }: SqsCall) => headerValues(request, 'accept')

export const notAcceptable: readonly SqsFault[] = [
  {
    id: 'sqs-accept-required',
    lie: 'A valid update without an accept header is refused with 406, and with an XML body.',
    behaviour: 'representation',
    checks: ['xml-default'],
    decisions: refusingAccept((call) => accepted(call).length === 0),
  },
  {
    id: 'sqs-accept-capitals-406',
    lie: 'A valid update that accepts application/JSON, in capitals, is refused with 406.',
    behaviour: 'representation',
    checks: ['accept-any-case'],
    decisions: refusingAccept((call) => accepted(call).some((types) => types.includes('application/JSON'))),
  },
]
