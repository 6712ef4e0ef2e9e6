import type { Contract } from '../contract/contract.ts'
import { isObject, memberOf } from '../contract/json-value.ts'
import type { Manifestation, Outcome } from '../contract/types.ts'
import { groupBy } from '../group-by.ts'
import type { Answer } from './answer.ts'

/** Whether the answer is a lawful manifestation of the outcome; the manifestation, or undefined. */
export function manifestationOf(
  contract: Contract,
  answer: Answer,
  outcome: Outcome,
): Manifestation | undefined {
  return contract.outcomes[outcome]?.find(
    (manifestation) =>
      statusMatches(manifestation.status, answer.status) && markMatches(contract, manifestation, answer),
  )
}

/** Whether the answer says that the update was carried out, however it spells that. */
export function isAccepted(contract: Contract, answer: Answer): boolean {
  return answer.status >= 200 && answer.status < 300 && !isRefusal(contract, answer)
}

/** Whether the answer says that the update was refused, by any refusal of the contract or any 4xx. */
export function isRefusal(contract: Contract, answer: Answer): boolean {
  if (answer.status >= 400 && answer.status < 500) return true
  const refusals = (Object.keys(contract.outcomes) as Outcome[]).filter(
    (outcome) => outcome !== 'updated' && outcome !== 'notImplemented',
  )
  return refusals.some((outcome) => manifestationOf(contract, answer, outcome) !== undefined)
}

/**
 * Whether the answer is a lawful manifestation of one of these outcomes; where no document says how any of them shows
 * itself, any refusal is.
 */
export function showsAny(contract: Contract, answer: Answer, outcomes: readonly Outcome[]): boolean {
  const documented = outcomes.filter((outcome) => contract.outcomes[outcome] !== undefined)
  if (documented.length === 0) return isRefusal(contract, answer)
  return documented.some((outcome) => manifestationOf(contract, answer, outcome) !== undefined)
}

/** Whether the answer is an error of the server's own that no document gives for it. */
export function isInternalError(contract: Contract, answer: Answer): boolean {
  return answer.status >= 500 && manifestationOf(contract, answer, 'notImplemented') === undefined
}

/** Whether an answer says that nothing is served at that address, or not by that method, whoever asks. */
export function isNotServed({ status }: Answer): boolean {
  return status === 404 || status === 405 || status === 501
}

/** The lawful manifestations of an outcome as people read them: `404, or 422 with errorCode 5`. */
export function describeOutcome(contract: Contract, outcome: Outcome): string {
  const byMark = groupBy(contract.outcomes[outcome] ?? [], ({ mark }) => meaningOf(contract, mark))
  const lawful = [...byMark].map(
    ([meaning, same]) => same.map(({ status }) => status.replace('XX', 'xx')).join(' or ') + meaning,
  )
  return lawful.length > 0 ? lawful.join(', or ') : 'a refusal'
}

/** The status of an answer, and what its body says that tells it from others of this status. */
export function describeStatus(contract: Contract, answer: Answer): string {
  const shown = (Object.keys(contract.outcomes) as Outcome[])
    .flatMap((outcome) => manifestationOf(contract, answer, outcome) ?? [])
    .find(({ mark }) => mark !== undefined && answer.body.length > 0)
  return `${answer.status}${meaningOf(contract, shown?.mark)}`
}

/** What the body has in it that carries this mark: the first value that its schema asks for. */
function meaningOf(contract: Contract, mark: string | undefined): string {
  if (mark === undefined) return ''
  const { properties } = contract.resolve(mark)
  const [member, schema] = Object.entries(isObject(properties) ? properties : {})[0] ?? []
  const value = memberOf(schema, 'const') ?? memberOf(memberOf(schema, 'enum'), '0')
  return value === undefined ? ` with a body that is a ${mark}` : ` with ${member} ${JSON.stringify(value)}`
}

function statusMatches(documented: string, status: number): boolean {
  return documented === String(status) || documented === `${Math.floor(status / 100)}XX`
}

/** A mark is asked of a JSON body only: an answer without a body, or in XML, is judged by its status. */
function markMatches(contract: Contract, manifestation: Manifestation, answer: Answer): boolean {
  if (!manifestation.mark) return true
  if (answer.body.length === 0 || answer.saysXml) return !manifestation.status.startsWith('2')
  return answer.json !== undefined && contract.validate(manifestation.mark, answer.json).length === 0
}
