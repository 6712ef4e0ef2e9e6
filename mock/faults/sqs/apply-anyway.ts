import { parseObject } from '../../json.ts'
import type { SqsCall } from '../../sqs/call.ts'
import type { SqsGroup } from '../../sqs/store.ts'

/** Carries out an update that is about to be refused; does nothing where there is nothing to carry out. */
export async function applyAnyway(call: SqsCall, addressed?: SqsGroup): Promise<void> {
  const { decide } = call
  const payload = parseObject(call.request.body)
  const tenant = await decide.tenant(call)
  if (call.operation !== 'update' || payload === undefined || tenant === undefined) return
  const group = addressed ?? call.store.find(tenant, call.id)
  if (group !== undefined) await decide.write(call, await decide.change(call, group, payload))
}
