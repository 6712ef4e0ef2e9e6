import type { Contract } from '../contract/contract.ts'
import type { GroupValues, JsonObject, Outcome } from '../contract/types.ts'
import { type Difference, tellDifference } from '../difference/difference.ts'
import type { Whose } from '../difference/nature.ts'
import type { Answer } from './answer.ts'
import { insteadOf, internalError, neverAnswered, notIn } from './causes.ts'
import { describeAnswer, show } from './describe.ts'
import { isOfIntermediary, isPage } from './intermediary.ts'
import { isTooDeep } from './json.ts'
import {
  describeOutcome,
  isAccepted,
  isInternalError,
  isRefusal,
  manifestationOf,
  showsAny,
} from './outcome.ts'
import { brokenEnvelope, envelopeCause } from './refusal-envelope.ts'
import type { TransportFailure } from './transport-failure.ts'
import type { UpdateRequest } from './update-request.ts'
import { anyAsSent, firstDifference, reportedGroup } from './values.ts'
import { isIn, wantedFormat } from './wanted-format.ts'
import { notInXml } from './xml-values.ts'

/** What every exchange of an endpoint is held against, whichever check it belongs to. */
export type ExchangeDuty =
  | 'carried-out'
  | 'refused'
  | 'documented'
  | 'represented'
  | 'reported'
  | 'no-internal-error'

/** How an answer breaks what the kind of its request asks for. */
export interface Breach {
  readonly duty: ExchangeDuty
  readonly expected: string
  readonly seen: string
  readonly cause: string
  /** How two values differ, where that is what is wrong. */
  readonly difference?: Difference
}

/** Whether the answer is one of those that the kind of the request allows, as far as its status and mark tell. */
export function isDue(contract: Contract, { kind }: UpdateRequest, answer: Answer): boolean {
  if (kind.is === 'another') return true
  if (kind.is === 'refused') return showsAny(contract, answer, kind.by)
  if (isAccepted(contract, answer)) return true
  if (kind.is === 'content') return isContentRefusal(contract, answer, kind.by)
  if (manifestationOf(contract, answer, 'notImplemented')) return kind.is === 'free'
  return kind.is === 'free' && isRefusal(contract, answer) && !isOfIntermediary(answer.status)
}

/** Whether the answer refuses what the request holds, and not whoever sends it or where it is sent to. */
export function isContentRefusal(contract: Contract, answer: Answer, by: readonly Outcome[]): boolean {
  if (isOfIntermediary(answer.status) && !isNamed(answer, by)) return false
  if (answer.status === 404 && !by.includes('notFound')) return false
  return showsAny(contract, answer, by)
}

/** Whether an answer that may come from something in front of the endpoint is one that the request is to expect. */
function isNamed({ status }: Answer, by: readonly Outcome[]): boolean {
  return by.includes('unauthenticated') || (status === 403 && by.includes('forbidden'))
}

/** A method that a server does not know is not implemented (RFC 9110, section 15.6.2): that is no error of its own. */
export function isUnknownMethod(contract: Contract, { method }: UpdateRequest, { status }: Answer): boolean {
  return status === 501 && method !== contract.update.method
}

/** The first breach of an exchange, the gravest first; undefined where it is as documented. */
export function judgeExchange(
  contract: Contract,
  request: UpdateRequest,
  answer: Answer,
  whose: (sent: GroupValues) => Whose,
): Breach | undefined {
  const { kind } = request
  if (isUnknownMethod(contract, request, answer)) return undefined
  if (isInternalError(contract, answer))
    return breach('no-internal-error', 'no internal error', answer, internalError(answer))
  if (kind.is === 'another' || sendsBackDepth(request, answer)) return undefined
  const accepted = isAccepted(contract, answer)
  if (kind.is === 'refused') {
    const cause = insteadOf(contract, answer, ...kind.by.slice(0, 1))
    if (accepted) return breach('refused', 'a refusal', answer, cause)
    if (isDue(contract, request, answer)) return judgeRefusal(contract, request, answer)
    const expected = kind.by.map((outcome) => describeOutcome(contract, outcome)).join('; or ')
    return breach('documented', expected, answer, cause)
  }
  if (!accepted)
    return isDue(contract, request, answer)
      ? judgeRefusal(contract, request, answer)
      : refused(contract, request, answer)
  return judgeAccepted(contract, request, answer, whose)
}

/** How a request that is never answered breaks what its kind asks for. */
export function judgeBroken({ kind }: UpdateRequest, failure: TransportFailure, times: number): Breach {
  const isValid = kind.is === 'valid'
  return {
    duty: isValid ? 'carried-out' : 'no-internal-error',
    expected: isValid ? 'the update to be carried out' : 'an answer',
    seen: `none in ${times} tries, while other updates in between were answered: ${failure.message}`,
    cause: neverAnswered(failure),
  }
}

/** Whether the answer shows that the update was carried out: something of what was sent comes back. */
export function isServed(contract: Contract, { kind, values }: UpdateRequest, answer: Answer): boolean {
  if (kind.is !== 'valid' || !isAccepted(contract, answer)) return false
  if (!contract.reports) return true
  const group = reportedGroup(contract, answer)
  if (group) return anyAsSent(values, group.values)
  const text = new TextDecoder().decode(answer.body)
  return [values.name, values.id].some((value) => typeof value === 'string' && text.includes(value))
}

/** An answer that is not read because it holds what the request nested too deep; nobody knows what it says. */
function sendsBackDepth({ kind, wire }: UpdateRequest, answer: Answer): boolean {
  if (kind.is !== 'free') return false
  return [wire.body, answer.body].every((body) => isTooDeep(new TextDecoder().decode(body)))
}

/** An answer that is neither an acceptance nor a refusal that is due. */
function refused(contract: Contract, { kind }: UpdateRequest, answer: Answer): Breach | undefined {
  // Whatever stands in front of the endpoint may turn away what is odd, or take a protocol that is offered.
  if (kind.is === 'free' && [101, 401, 403].includes(answer.status)) return undefined
  if (kind.is === 'free' && answer.status < 400)
    return breach('documented', 'a documented answer', answer, `${answer.status}, which is not documented`)
  return breach('carried-out', 'the update to be carried out', answer, insteadOf(contract, answer, 'updated'))
}

/** A refusal that is due has its envelope, whichever it is; a page may be the word of something in front. */
function judgeRefusal(contract: Contract, request: UpdateRequest, answer: Answer): Breach | undefined {
  if (isPage(answer)) return undefined
  const problem = brokenEnvelope(contract, request, answer)
  if (problem === undefined) return undefined
  return breach(
    'documented',
    'Refusal as documented in each refusal',
    answer,
    envelopeCause(contract, problem),
  )
}

function judgeAccepted(
  contract: Contract,
  request: UpdateRequest,
  answer: Answer,
  whose: (sent: GroupValues) => Whose,
): Breach | undefined {
  const { kind, values } = request
  const manifestation = manifestationOf(contract, answer, 'updated')
  if (!manifestation)
    return breach('documented', 'a documented answer', answer, insteadOf(contract, answer, 'updated'))
  const wanted = kind.is === 'free' ? undefined : wantedFormat(contract, request)
  if (wanted && !isIn(wanted, answer))
    return breach('represented', `an answer in ${wanted}`, answer, notIn(wanted))
  if (answer.saysXml) return judgeXml(contract, request, answer)
  if (answer.body.length === 0) return undefined
  const all =
    manifestation.body === undefined ? [] : contract.validate(manifestation.body, answer.json ?? null)
  // Which types a server makes of what it did not have to accept is another duty; that it shows a group is not.
  const problems = all.flatMap(({ says, isOfShape }) => (isOfShape || kind.is !== 'free' ? [says] : []))
  if (problems.length > 0)
    return {
      duty: 'documented',
      expected: `${manifestation.body} as documented`,
      seen: `${problems.slice(0, 5).join('; ')} in ${show(answer.json)}`,
      cause: `${manifestation.body}: ${problems[0]}`,
    }
  const group = reportedGroup(contract, answer)
  if (!group) return undefined
  const wrong = judgeCount(contract, group.members) ?? judgeDates(contract, group.members)
  if (wrong) return wrong
  const difference =
    request.isWritten && kind.is !== 'free' ? firstDifference(values, group.values) : undefined
  if (!difference) return undefined
  const member = contract.members[difference.role] ?? difference.role
  return { duty: 'reported', ...tellDifference({ member, ...difference }, ' reported as', whose(values)) }
}

/** An answer in XML is not read here, but what each value begins with, where that is not escaped, is somewhere in it. */
function judgeXml(contract: Contract, { kind, isWritten, values }: UpdateRequest, answer: Answer) {
  if (!('xml-same-values' in contract.requirements) || kind.is === 'free' || !isWritten) return undefined
  const missing = notInXml(answer, values)
  if (missing === undefined) return undefined
  const member = contract.members[missing] ?? missing
  const expected = `${member} in XML as it was sent: ${show(values[missing])}`
  return breach('reported', expected, answer, `${member} is another in XML`)
}

/** A group is counted as it is reported, whatever was sent: also where the numbers were left out. */
function judgeCount(contract: Contract, members: JsonObject): Breach | undefined {
  const numbers = members[contract.members.numbers ?? '']
  const { count } = members
  if (!('count-of-numbers' in contract.requirements) || !Array.isArray(numbers)) return undefined
  if (typeof count !== 'number' || count === numbers.length) return undefined
  return {
    duty: 'reported',
    expected: `count as ${numbers.length}, the number of numbers`,
    seen: `count as ${count}`,
    cause: 'count is not the number of numbers',
  }
}

/** Dates have a documented form in every answer, whatever language or format was asked for. */
function judgeDates({ requirements, dates, validate }: Contract, members: JsonObject): Breach | undefined {
  if (requirements['date-form']?.level !== 'MUST') return undefined
  const wrong = dates.members.find((name) => {
    const date = members[name]
    return date !== undefined && validate(dates.schema, date).length > 0
  })
  if (wrong === undefined) return undefined
  return {
    duty: 'documented',
    expected: `${wrong} in a documented form`,
    seen: `${wrong} is ${show(members[wrong])}`,
    cause: `${wrong}: not in a documented form`,
  }
}

function breach(duty: ExchangeDuty, expected: string, answer: Answer, cause: string): Breach {
  return { duty, expected, seen: describeAnswer(answer), cause }
}
