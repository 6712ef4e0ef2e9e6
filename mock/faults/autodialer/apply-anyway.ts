import type { JsonObject } from '../../../helpers/contract/types.ts'
import type { AutodialerCall, AutodialerOutcome } from '../../autodialer/call.ts'
import { parseObject } from '../../json.ts'
import { type AutodialerFault, ofUpdate } from './tools.ts'

/** Carries out updates that are refused for the reason given, where there is anything to carry out. */
export function applyAnyway(
  outcome: AutodialerOutcome,
  read: (body: Buffer) => JsonObject | undefined = parseObject,
): AutodialerFault['decisions'] {
  return (honest) => ({
    refuse: async (call, reason) => {
      if (ofUpdate(call) && reason.outcome === outcome) await apply(call, read(call.request.body))
      return honest.refuse(call, reason)
    },
  })
}

/** Carries out an update of the group that its payload names, where there is one. */
export async function apply(call: AutodialerCall, payload: JsonObject | undefined): Promise<void> {
  const group = payload && (await call.decide.find(call, payload._id))
  if (group) await call.decide.write(call, await call.decide.change(call, group, payload))
}
