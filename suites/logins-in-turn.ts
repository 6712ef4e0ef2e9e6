import type { CheckContext } from '../helpers/checks/context.ts'
import { onceARun } from '../helpers/checks/once.ts'
import type { Send } from '../helpers/checks/sending.ts'
import type { Answer } from '../helpers/target/answer.ts'
import { wrongly } from '../helpers/target/credentials.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'

/** What is answered to right credentials, and to wrong ones after them on the same connection. */
export const wrongAfterRight = onceARun((t) =>
  t.onOneConnection(async (send) => {
    const right = await send(t.restingUpdate())
    return { right, wrong: await send(withWrongCredentials(t).refusedBy('unauthenticated')) }
  }),
)

/** What is answered to logins at once, and to a right one on the connection where a wrong one was refused. */
export const rightAfterWrong = onceARun((t) =>
  t.onOneConnection(async (send) => {
    const atOnce = await wrongAndRight(t, send)
    await send(t.group.update().withoutCredentials().refusedBy('unauthenticated'))
    return { atOnce, right: await send(t.restingUpdate()) }
  }),
)

/** Wrong credentials, and right ones of the same user that are under way when they come. */
export async function wrongAndRight(t: CheckContext, send: Send): Promise<{ wrong: Answer; right: Answer }> {
  const login = t.restingUpdate().withCredentials(t.target.expendable).maybeRefused('unauthenticated')
  const answers = await t.sendBeside(send, withWrongCredentials(t).refusedBy('unauthenticated'), login)
  return { wrong: answers.login, right: answers.other }
}

export function withWrongCredentials(t: CheckContext): UpdateRequest {
  return t.group.update().withCredentials(wrongly(t.target.expendable))
}
