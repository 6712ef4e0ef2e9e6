import type { Contract } from '../contract/contract.ts'
import type { Answer } from './answer.ts'
import type { UpdateRequest } from './update-request.ts'

export type AnswerFormat = 'JSON' | 'XML'

/** The format in which the documents have this request answered; undefined where they leave it open. */
export function wantedFormat(
  { accept, reports, requirements }: Contract,
  request: UpdateRequest,
): AnswerFormat | undefined {
  if (accept === undefined || !reports) return undefined
  const asked = request.valuesOf('Accept')
  if (asked.length === 0) return requirements['xml-by-default'] ? 'XML' : undefined
  return asked.length === 1 && asked[0]?.toLowerCase() === accept.toLowerCase() ? 'JSON' : undefined
}

/** Whether an answer is labelled as being in that format. */
export function isIn(format: AnswerFormat, answer: Answer): boolean {
  return format === 'JSON' ? answer.saysJson : answer.saysXml
}
