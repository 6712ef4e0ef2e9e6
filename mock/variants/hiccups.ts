import type { AutodialerDecisions } from '../autodialer/decisions.ts'
import type { Reply, ServerMemory } from '../exchange.ts'
import type { Variant } from '../fault.ts'
import { badGateway, inFront, tooMany, unauthorised } from '../front.ts'
import { plainReply } from '../send.ts'
import { Slot } from '../slot.ts'
import type { SqsDecisions } from '../sqs/decisions.ts'

/** A gateway that answers the sixtieth update request of a server in the endpoint's place, and no other. */
function once(reply: Reply) {
  const updates = new Slot<number>(() => 0)
  return inFront(({ operation, server }: { operation: string; server: ServerMemory }) => {
    if (operation !== 'update') return undefined
    const count = updates.of(server) + 1
    updates.set(server, count)
    return count === 60 ? reply : undefined
  })
}

/** Says nothing of when to come back. */
const overloaded = plainReply(503, 'too much to do')

/** One answer of a gateway in a whole run: it says nothing of the endpoint. */
export const sqsHiccups: readonly Variant<SqsDecisions>[] = [
  {
    id: 'sqs-one-502',
    difference: 'One update request, the sixtieth, is answered by a gateway with a page for 502.',
    decisions: once(badGateway),
  },
  {
    id: 'sqs-one-503',
    difference: 'One update request, the sixtieth, is turned away with 503.',
    decisions: once(overloaded),
  },
  {
    id: 'sqs-one-401',
    difference: 'One update request, the sixtieth, is answered by a gateway with 401.',
    decisions: once(unauthorised),
  },
  {
    id: 'sqs-one-429',
    difference: 'One update request, the sixtieth, is answered by a gateway with 429.',
    decisions: once(tooMany),
  },
]

export const autodialerHiccups: readonly Variant<AutodialerDecisions>[] = [
  {
    id: 'autodialer-one-502',
    difference: 'One update request, the sixtieth, is answered by a gateway with a page for 502.',
    decisions: once(badGateway),
  },
  {
    id: 'autodialer-one-503',
    difference: 'One update request, the sixtieth, is turned away with 503.',
    decisions: once(overloaded),
  },
  {
    id: 'autodialer-one-401',
    difference: 'One update request, the sixtieth, is answered by a gateway with 401.',
    decisions: once(unauthorised),
  },
  {
    id: 'autodialer-one-429',
    difference: 'One update request, the sixtieth, is answered by a gateway with 429.',
    decisions: once(tooMany),
  },
]
