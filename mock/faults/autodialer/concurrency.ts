import { setTimeout } from 'node:timers/promises'
import type { JsonObject } from '../../../helpers/contract/types.ts'
import type { AutodialerCall } from '../../autodialer/call.ts'
import type { AutodialerDecisions } from '../../autodialer/decisions.ts'
import { parseObject, textOr } from '../../json.ts'
import { Slot } from '../../slot.ts'
import type { AutodialerFault } from './tools.ts'

/** The updates of one group that are under way. */
interface Traffic {
  under: number
  /** Whether one has met another since the group was last at rest. */
  met: boolean
  last: JsonObject
}

const traffic = new Slot(() => new Map<string, Traffic>())

/**
 * Milliseconds; long enough that updates sent together meet, and longest for the first of them, which so is the last.
 * Only the first request of a connection takes that long: a run is not to wait for updates that meet no other.
 */
const pauses = { first: 80, later: 4 }

function trafficOf(call: AutodialerCall, id: string): Traffic {
  const found = traffic.of(call.store).get(id) ?? { under: 0, met: false, last: {} }
  traffic.of(call.store).set(id, found)
  return found
}

/** Notes each update of a group and lets some time pass before it goes on. */
function meeting(honest: AutodialerDecisions): AutodialerDecisions['parse'] {
  return async (call) => {
    const payload = await honest.parse(call)
    if (typeof payload?._id !== 'string') return payload
    const group = trafficOf(call, payload._id)
    group.met = group.under > 0
    group.last = payload
    group.under++
    if (call.turn === 1) await setTimeout(group.met ? pauses.later : pauses.first)
    group.under--
    return payload
  }
}

export const concurrency: readonly AutodialerFault[] = [
  {
    id: 'autodialer-fields-mixed',
    lie: 'Of two updates of a group under way, one is stored with the description of the other.',
    behaviour: 'concurrency',
    checks: ['concurrent-stored'],
    decisions: (honest) => ({
      parse: meeting(honest),
      write: async (call, wanted) => {
        const { last } = trafficOf(call, wanted.id)
        const current = wanted.name === last.name
        await honest.write(
          call,
          current ? wanted : { ...wanted, description: textOr(wanted.description, last.description) },
        )
      },
    }),
  },
  {
    id: 'autodialer-answers-mixed',
    lie: 'Of two updates of a group under way, both are answered with the values of the later one.',
    behaviour: 'concurrency',
    checks: ['concurrent-answers'],
    decisions: (honest) => ({
      parse: meeting(honest),
      report: async (call, stored, payload) => {
        const { last } = trafficOf(call, stored.id)
        const name = textOr(stored.name, last.name)
        const description = textOr(stored.description, last.description)
        return honest.report(call, { ...stored, name, description }, payload)
      },
    }),
  },
  {
    id: 'autodialer-busy-500',
    lie: 'An update of a group that is being updated is an internal error.',
    behaviour: 'concurrency',
    checks: ['concurrent-answers'],
    decisions: (honest) => ({
      parse: meeting(honest),
      succeed: async (call, data) => {
        const answer = await honest.succeed(call, data)
        return trafficOf(call, textOr('', parseObject(call.request.body)?._id)).met
          ? { ...answer, status: 500 }
          : answer
      },
    }),
  },
  {
    id: 'autodialer-parts-lost',
    lie: 'A group is read, changed and written whole, and another update may come between.',
    behaviour: 'concurrency',
    checks: ['concurrent-parts-kept'],
    replaces: ['exclusively'],
    decisions: (honest) => ({
      exclusively: (_call, work) => work(),
      write: async (call, wanted) => {
        // Only the first request of a connection waits: a run is not to wait for updates that meet no other.
        if (call.turn === 1) await setTimeout(pauses.first)
        return honest.write(call, wanted)
      },
    }),
  },
]
