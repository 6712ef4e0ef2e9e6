import { isObject } from '../json-value.ts'
import type { JsonObject, Outcome } from '../types.ts'

/** What a status most likely says of an update. */
const likely: Readonly<Record<string, Outcome>> = {
  400: 'malformed',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'notFound',
  405: 'methodNotAllowed',
  409: 'conflict',
  412: 'invalid',
  415: 'unsupportedMediaType',
  422: 'invalid',
  503: 'overloaded',
}

/** The outcomes of an operation by the statuses of its responses. */
export function draftOutcomes({ responses }: JsonObject): JsonObject {
  const outcomes: Record<string, { status: string }[]> = {}
  for (const status of isObject(responses) ? Object.keys(responses) : []) {
    const outcome = status.startsWith('2') ? 'updated' : likely[status]
    if (outcome) outcomes[outcome] = [...(outcomes[outcome] ?? []), { status }]
  }
  return outcomes
}
