import type { CheckContext } from '../helpers/checks/context.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'

/** The plainest requests to be refused, each asked of by the check of its name as well. */
export const plainest: Readonly<Record<string, (update: UpdateRequest, t: CheckContext) => UpdateRequest>> = {
  'malformed-truncated': (update) => update.withBody(JSON.stringify(update.payload).slice(0, -1)),
  'unknown-group': (update, t) => update.to(t.unknownId()),
  'required-name-missing': (update) => update.without('name'),
  'required-name-object': (update) => update.with({ name: { value: 'x' } }),
}

/** Whether a server answers its own refusals with an internal error: then odd requests show nothing new. */
export async function fallsOver(t: CheckContext): Promise<boolean> {
  for (const [question, from] of Object.entries(plainest)) {
    const { answer } = await t.sendOnce(question, () => from(t.group.update(), t), false)
    if (answer.status >= 500) return true
  }
  return false
}
