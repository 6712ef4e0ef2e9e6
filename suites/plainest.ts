import type { CheckContext } from '../helpers/checks/context.ts'
import type { Answer } from '../helpers/target/answer.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'

/** The answer to a plain, valid update, sent once for all checks that judge nothing but its form. */
export function asUsual(t: CheckContext): Promise<Answer> {
  return t.sendOnce('update as usual', () => t.group.update(), true)
}

/** The plainest requests to be refused, each asked by the check of its name as well. */
const plainest: Readonly<Record<string, (update: UpdateRequest, t: CheckContext) => UpdateRequest>> = {
  'malformed-truncated': (update) => update.withBody(update.text.slice(0, -1)).refusedBy('malformed'),
  'unknown-group': (update, t) => update.to(t.unknownId()).refusedBy('notFound'),
  'required-name-missing': (update, t) => {
    const request = update.without('name')
    return t.contract.required.includes('name') ? request.refusedBy('invalid') : request
  },
  'required-name-object': (update) => update.with({ name: { value: 'x' } }).free(),
}

/** Ids of the checks that ask these. */
export const plainestRefusals: readonly string[] = Object.keys(plainest)

/** Those that are refused by every contract. */
export const everRefused: readonly string[] = ['malformed-truncated', 'unknown-group']

/** The answers to them as they are usually asked, or without an accept header; the same for every check. */
export function plainestAnswers(
  t: CheckContext,
  accept: 'usual' | 'no accept',
  ids: readonly string[] = plainestRefusals,
): Promise<Answer[]> {
  const asked = Object.entries(plainest).filter(([id]) => ids.includes(id))
  return Promise.all(
    asked.map(([id, from]) => {
      const bare = accept === 'no accept'
      const make = () => {
        const request = from(t.group.update(), t)
        return bare ? request.withoutHeader('Accept') : request
      }
      return t.sendOnce(bare ? `${id}, no accept` : id, make, false)
    }),
  )
}
