import type { JsonObject } from '../../../helpers/contract/types.ts'
import type { AutodialerAnswer, AutodialerCall, AutodialerOutcome } from '../../autodialer/call.ts'
import type { AutodialerDecisions } from '../../autodialer/decisions.ts'
import type { Header, Reply } from '../../exchange.ts'
import type { Fault } from '../../fault.ts'
import { isObject } from '../../json.ts'

export type AutodialerFault = Fault<AutodialerDecisions>
type Twisted = AutodialerFault['decisions']

/** The siblings share some decisions with the update, and stay honest: a fault is observed by them. */
export function ofUpdate({ operation }: AutodialerCall): boolean {
  return operation === 'update'
}

/** Changes the payload before anything else is done with it. */
export function reading(change: (payload: JsonObject, call: AutodialerCall) => JsonObject): Twisted {
  return (honest) => ({
    parse: async (call) => {
      const payload = await honest.parse(call)
      return payload && change(payload, call)
    },
  })
}

/** Changes each text of the payload, name and description, before it is stored. */
export function texts(change: (text: string) => string): Twisted {
  return reading((payload) => {
    const changed: Record<string, string> = {}
    for (const member of ['name', 'description'] as const) {
      const text = payload[member]
      if (typeof text === 'string') changed[member] = change(text)
    }
    return { ...payload, ...changed }
  })
}

/** Changes the numbers of the payload before they are stored. */
export function lists(change: (numbers: readonly string[]) => readonly string[]): Twisted {
  return (honest) => ({
    change: async (call, group, payload) => {
      const wanted = await honest.change(call, group, payload)
      return payload.numbers === undefined ? wanted : { ...wanted, numbers: change(wanted.numbers) }
    },
  })
}

/** Changes what an accepted update reports, after it was stored. */
export function data(change: (data: JsonObject) => JsonObject): Twisted {
  return (honest) => ({
    report: async (call, stored, payload) => {
      const reported = await honest.report(call, stored, payload)
      return isObject(reported) ? change(reported) : reported
    },
  })
}

/** Changes the answer of an accepted update. */
export function success(
  change: (answer: AutodialerAnswer, call: AutodialerCall) => AutodialerAnswer,
): Twisted {
  return (honest) => ({
    succeed: async (call, reported) => change(await honest.succeed(call, reported), call),
  })
}

/** Answers valid updates of some kind otherwise, and does not carry them out. */
export function denying(which: (call: AutodialerCall) => boolean, status: number, message: string): Twisted {
  return (honest) => ({
    write: (call, wanted) => (which(call) ? undefined : honest.write(call, wanted)),
    succeed: async (call, reported) =>
      which(call)
        ? { status, value: honest.envelope(call, 0, message, {}), headers: [] }
        : honest.succeed(call, reported),
  })
}

/** Changes the answers of some refusals of the update. */
export function refusal(
  outcomes: readonly AutodialerOutcome[],
  change: (answer: AutodialerAnswer, call: AutodialerCall) => AutodialerAnswer,
): Twisted {
  return (honest) => ({
    refuse: async (call, reason) => {
      const answer = await honest.refuse(call, reason)
      return ofUpdate(call) && outcomes.includes(reason.outcome) ? change(answer, call) : answer
    },
  })
}

/** Changes the text of the update's answers, of refusals as well. */
export function written(change: (text: string) => string): Twisted {
  return (honest) => ({
    jsonText: (call, answer) => {
      const text = honest.jsonText(call, answer)
      return ofUpdate(call) ? change(text) : text
    },
  })
}

/** Changes the update's answers as they are about to go out. */
export function reply(change: (reply: Reply, call: AutodialerCall) => Reply): Twisted {
  return (honest) => ({
    render: async (call, answer) => {
      const honestly = await honest.render(call, answer)
      return ofUpdate(call) ? change(honestly, call) : honestly
    },
  })
}

/** The headers with another value in place of the named one, or without it. */
export function withHeader(headers: readonly Header[], name: string, value?: string): Header[] {
  const others = headers.filter(([other]) => other.toLowerCase() !== name.toLowerCase())
  return value === undefined ? others : [...others, [name, value]]
}

export function without(object: JsonObject, member: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== member))
}
