import type { CheckContext } from '../helpers/checks/context.ts'
import type { Answer } from '../helpers/target/answer.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'

/** The plainest requests to be refused, each asked of by the check of its name as well. */
export const plainest: Readonly<Record<string, (update: UpdateRequest, t: CheckContext) => UpdateRequest>> = {
  'malformed-truncated': (update) => update.withBody(JSON.stringify(update.payload).slice(0, -1)),
  'unknown-group': (update, t) => update.to(t.unknownId()),
  'required-name-missing': (update) => update.without('name'),
  'required-name-object': (update) => update.with({ name: { value: 'x' } }),
}

/** The answers to them as they are usually asked, or without an accept header; the same for every check. */
export function plainestAnswers(t: CheckContext, accept: 'usual' | 'no accept'): Promise<Answer[]> {
  return Promise.all(
    Object.entries(plainest).map(async ([id, from]) => {
      const bare = accept === 'no accept'
      const make = () =>
        bare ? from(t.group.update(), t).withoutHeader('Accept') : from(t.group.update(), t)
      return (await t.sendOnce(bare ? `${id}, no accept` : id, make, false)).answer
    }),
  )
}

/** Whether a server answers its own refusals with an internal error: then odd requests show nothing new. */
export async function fallsOver(t: CheckContext): Promise<boolean> {
  return (await plainestAnswers(t, 'usual')).some(({ status }) => status >= 500)
}
