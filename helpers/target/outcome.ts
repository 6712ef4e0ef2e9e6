import type { Contract } from '../contract/contract.ts'
import type { Manifestation, Outcome } from '../contract/types.ts'
import type { Answer } from './answer.ts'

/** An outcome that an answer may mean, and the manifestation that it showed. */
export interface Recognised {
  readonly outcome: Outcome
  readonly manifestation: Manifestation
}

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
  const refusals = (Object.keys(contract.outcomes) as Outcome[]).filter((outcome) => outcome !== 'updated')
  return refusals.some((outcome) => manifestationOf(contract, answer, outcome) !== undefined)
}

/** The lawful manifestations of an outcome as people read them: `404, or 422 (ProcessingError)`. */
export function describeOutcome(contract: Contract, outcome: Outcome): string {
  const lawful = contract.outcomes[outcome] ?? []
  return `${outcome}: ${lawful.map(({ status, mark }) => (mark ? `${status} with a body that means ${mark}` : status)).join(', or ')}`
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
