import type { Json, JsonObject } from '../../../helpers/contract/types.ts'
import type { Awaitable, Reply } from '../../exchange.ts'
import type { Fault } from '../../fault.ts'
import type { SqsAnswer, SqsCall, SqsOutcome, SqsRefusal } from '../../sqs/call.ts'
import type { SqsDecisions, SqsField } from '../../sqs/decisions.ts'
import type { SqsGroup } from '../../sqs/store.ts'

export type SqsFault = Fault<SqsDecisions>

type Decisions = SqsFault['decisions']

// The siblings are what a fault is observed by: each of these touches the update alone.

/** Tells the members of the updated group otherwise than they are stored. */
export function telling(
  change: (members: JsonObject, call: SqsCall, stored: SqsGroup) => JsonObject,
): Decisions {
  return (honest) => ({
    report: async (call, stored, payload) => change(await honest.report(call, stored, payload), call, stored),
  })
}

/** Makes something else of the group than was asked for, and tells and stores that. */
export function making(change: (wanted: SqsGroup, before: SqsGroup) => SqsGroup): Decisions {
  return (honest) => ({
    change: async (call, group, payload) => change(await honest.change(call, group, payload), group),
  })
}

/** Makes another name of the one that was sent, and tells and stores that. */
export function naming(change: (name: string) => string): Decisions {
  return making((wanted) => ({ ...wanted, name: change(wanted.name) }))
}

/** Stores something else than it tells. */
export function storing(change: (wanted: SqsGroup) => SqsGroup): Decisions {
  return (honest) => ({ write: (call, wanted) => honest.write(call, change(wanted)) })
}

/** Gives one kind of refusal another answer. */
export function refusing(
  outcome: SqsOutcome,
  change: (answer: SqsAnswer, call: SqsCall, refusal: SqsRefusal) => Awaitable<SqsAnswer>,
): Decisions {
  return (honest) => ({
    refuse: async (call, refusal) => {
      const answer = await honest.refuse(call, refusal)
      const meant = call.operation === 'update' && refusal.outcome === outcome
      return meant ? change(answer, call, refusal) : answer
    },
  })
}

/** Answers valid updates of some kind otherwise, and does not carry them out. */
export function denying(which: (call: SqsCall) => boolean, status: number, message: string): Decisions {
  return (honest) => ({
    write: (call, wanted) => (which(call) ? undefined : honest.write(call, wanted)),
    succeed: async (call, members) =>
      which(call)
        ? { status, root: 'failure', value: { message }, headers: [] }
        : honest.succeed(call, members),
  })
}

/** Takes a value of a member as nothing to object to. */
export function tolerating(tolerable: (field: SqsField, value: Json | undefined) => boolean): Decisions {
  return (honest) => ({
    objection: (call, field, value) =>
      tolerable(field, value) ? undefined : honest.objection(call, field, value),
    // Only the id in the address counts where the one in the body is none.
    mismatches: (call, group, payload) =>
      tolerable('id', payload.id) ? [] : honest.mismatches(call, group, payload),
  })
}

/** Sends another reply to an update, whether it was carried out or refused. */
export function replying(change: (reply: Reply, call: SqsCall) => Reply): Decisions {
  return (honest) => ({
    render: async (call, answer) => {
      const reply = await honest.render(call, answer)
      return call.operation === 'update' ? change(reply, call) : reply
    },
  })
}

/** Writes the JSON of updated groups otherwise. */
export function writingJson(change: (json: string) => string): Decisions {
  return (honest) => ({
    jsonText: (call, answer, value) => {
      const json = honest.jsonText(call, answer, value)
      return call.operation === 'update' && answer.root === 'group' ? change(json) : json
    },
  })
}

/** Writes the XML of updated groups otherwise. */
export function writingXml(change: (xml: string) => string): Decisions {
  return (honest) => ({
    xmlText: (call, answer, value) => {
      const xml = honest.xmlText(call, answer, value)
      return call.operation === 'update' && answer.root === 'group' ? change(xml) : xml
    },
  })
}
