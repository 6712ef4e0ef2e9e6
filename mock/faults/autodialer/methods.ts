import type { AutodialerCall } from '../../autodialer/call.ts'
import type { AutodialerGroup } from '../../autodialer/store.ts'
import { parseObject } from '../../json.ts'
import { type AutodialerFault, ofUpdate } from './tools.ts'

/** Refuses a method as not allowed, once it has done something with the group that the body names. */
function afterwards(
  method: string,
  work: (call: AutodialerCall, group: AutodialerGroup) => unknown,
): AutodialerFault['decisions'] {
  return (honest) => ({
    refuse: async (call, reason) => {
      const id = parseObject(call.request.body)?._id
      const isMeant = ofUpdate(call) && reason.outcome === 'methodNotAllowed'
      const group = isMeant && call.request.method === method && (await call.decide.find(call, id))
      if (group) await work(call, group)
      return honest.refuse(call, reason)
    },
  })
}

async function carryOut(call: AutodialerCall, group: AutodialerGroup): Promise<void> {
  const payload = parseObject(call.request.body)
  if (payload) await call.decide.write(call, await call.decide.change(call, group, payload))
}

/** Methods that are refused with 405 when all has been done. */
export const methods: readonly AutodialerFault[] = [
  {
    id: 'autodialer-patch-carried-out',
    lie: 'PATCH is carried out, and then refused with 405.',
    behaviour: 'malformed',
    checks: ['method-changes-nothing'],
    decisions: afterwards('PATCH', carryOut),
  },
  {
    id: 'autodialer-put-carried-out',
    lie: 'PUT is carried out, and then refused with 405.',
    behaviour: 'malformed',
    checks: ['method-changes-nothing'],
    decisions: afterwards('PUT', carryOut),
  },
  {
    id: 'autodialer-delete-carried-out',
    lie: 'DELETE removes the group that its body names, and is then refused with 405.',
    behaviour: 'malformed',
    checks: ['method-changes-nothing'],
    decisions: afterwards('DELETE', (call, group) => call.store.remove(group)),
  },
]
