import type { Contract } from '../contract/contract.ts'
import { memberOf } from '../contract/json-value.ts'
import type { Answer } from './answer.ts'
import { isRefusal } from './outcome.ts'
import type { UpdateRequest } from './update-request.ts'

/** Statuses by which services refuse; others, such as 413, are HTTP's own words about a request, whoever writes them. */
const ofServices: ReadonlySet<number> = new Set([400, 401, 403, 404, 405, 409, 412, 415, 422])

/** What is wrong with an answer as an envelope; undefined for a right one, and where no document knows any. */
export function envelopeProblem({ schemas, validate }: Contract, answer: Answer): string | undefined {
  return schemas.refusal && validate(schemas.refusal, answer.json ?? null)[0]?.says
}

/** What is wrong with the envelope of a refusal that is due; undefined where it may be HTTP's word, and so have none. */
export function brokenEnvelope(
  contract: Contract,
  { kind }: UpdateRequest,
  answer: Answer,
): string | undefined {
  if (!('refusal-envelope' in contract.requirements) || !isRefusal(contract, answer)) return undefined
  const isShown = memberOf(answer.json, 'success') !== undefined
  const isAsked = (kind.is === 'refused' || kind.is === 'content') && ofServices.has(answer.status)
  // Credentials that cannot be read may be refused before the endpoint sees the request.
  const isBefore = answer.status === 400 && kind.is === 'refused' && kind.by.includes('unauthenticated')
  return isShown || (isAsked && !isBefore) ? envelopeProblem(contract, answer) : undefined
}

/** The words that violations of this share. */
export function envelopeCause({ schemas }: Contract, problem: string): string {
  return `${schemas.refusal}: ${problem}`
}
