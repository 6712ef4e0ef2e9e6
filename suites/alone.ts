import type { CheckContext } from '../helpers/checks/context.ts'
import { Violation } from '../helpers/verdict/signals.ts'

/** Whether an update that nothing came before and nothing is in flight with is not answered or stored as sent either. */
export async function failsAlone(t: CheckContext): Promise<boolean> {
  const update = t.group.update()
  const answer = await t.send(update)
  if (!t.isAccepted(answer)) return true
  try {
    t.expectReported(answer, update.values)
    if (t.meets('read-back')) t.expectStored(await t.stored(t.group), update.values)
    return false
  } catch (error) {
    if (error instanceof Violation) return true
    throw error
  }
}
