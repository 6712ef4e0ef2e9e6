import type { CheckContext } from '../helpers/checks/context.ts'
import type { Answer } from '../helpers/target/answer.ts'
import { describeAnswer } from '../helpers/target/describe.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'

/**
 * What was refused in some form is refused in its plain one too: a server may not want what an update holds, but how the
 * update is delivered or spelled is no reason.
 *
 * @param plainly the plain form, as in "when it comes whole"
 */
export async function expectPlainRefused(
  t: CheckContext,
  plain: UpdateRequest,
  refusal: Answer,
  plainly: string,
): Promise<void> {
  const isTaken = t.isTaken(await t.send(plain))
  const expected = `the update to be carried out as when it comes ${plainly}`
  t.expect(!isTaken, expected, describeAnswer(refusal), refusal)
}
