import type { CheckContext } from '../helpers/checks/context.ts'
import type { Answer } from '../helpers/target/answer.ts'

/** The answer to a plain, right update, sent once for all checks that judge nothing but its form. */
export async function asUsual(t: CheckContext): Promise<Answer> {
  return (await t.sendOnce('update as usual', () => t.group.update(), true)).answer
}
