import type { JsonObject } from '../../helpers/contract/types.ts'
import { admit } from './admit.ts'
import { type AutodialerAnswer, type AutodialerCall, AutodialerRefusal } from './call.ts'
import type { AutodialerGroup } from './store.ts'

/** `POST /api/v4/autodialer/groups/update`: the operation under test, one decision after another. */
export async function update(call: AutodialerCall): Promise<AutodialerAnswer> {
  const { decide } = call
  await admit(call)
  const payload = await decide.parse(call)
  if (payload === undefined) throw new AutodialerRefusal('malformed')
  const stored = await decide.exclusively(call, () => rewrite(call, payload))
  return decide.succeed(call, await decide.report(call, stored, payload))
}

async function rewrite(call: AutodialerCall, payload: JsonObject): Promise<AutodialerGroup> {
  const { decide } = call
  const group = await decide.find(call, payload._id)
  if (group === undefined) throw new AutodialerRefusal('notFound')
  const [objection] = await decide.objections(call, payload)
  if (objection !== undefined) throw new AutodialerRefusal('invalid', objection)
  const wanted = await decide.change(call, group, payload)
  await decide.write(call, wanted)
  return wanted
}
