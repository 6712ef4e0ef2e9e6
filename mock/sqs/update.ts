import type { JsonObject } from '../../helpers/contract/types.ts'
import { admit } from './admit.ts'
import { type SqsAnswer, type SqsCall, SqsRefusal } from './call.ts'
import type { SqsGroup } from './store.ts'

/** `PUT /sqs/api/groups/<id>`: the operation under test, one decision after another. */
export async function update(call: SqsCall): Promise<SqsAnswer> {
  const { decide } = call
  const tenant = await admit(call, 'SQS_GROUP_CREATE_UPDATE_PERMISSION')
  const payload = await readPayload(call)
  const stored = await decide.exclusively(call, () => rewrite(call, tenant, payload))
  return decide.succeed(call, await decide.report(call, stored, payload))
}

async function readPayload(call: SqsCall): Promise<JsonObject> {
  const { decide } = call
  if (!(await decide.mediaTypeServed(call))) throw new SqsRefusal('unsupportedMediaType')
  const payload = await decide.parse(call)
  if (payload === undefined) throw new SqsRefusal('malformed')
  const errors = await decide.objections(call, payload)
  if (errors.length > 0) throw new SqsRefusal('invalid', errors)
  return payload
}

async function rewrite(call: SqsCall, tenant: string, payload: JsonObject): Promise<SqsGroup> {
  const { decide } = call
  const group = await decide.find(call, tenant, call.id)
  if (group === undefined) throw new SqsRefusal('notFound')
  const errors = await decide.mismatches(call, group, payload)
  if (errors.length > 0) throw new SqsRefusal('invalid', errors)
  const wanted = await decide.change(call, group, payload)
  if (await decide.clashes(call, wanted)) throw new SqsRefusal('conflict')
  await decide.write(call, wanted)
  return wanted
}
