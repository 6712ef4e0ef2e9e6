import { parseObject } from '../../json.ts'
import type { SqsCall } from '../../sqs/call.ts'
import type { SqsGroup } from '../../sqs/store.ts'
import type { SqsFault } from './twists.ts'

/** Refuses a method as not allowed, once it has done something with the group that is addressed. */
function afterwards(
  method: string,
  work: (call: SqsCall, group: SqsGroup) => unknown,
): SqsFault['decisions'] {
  return (honest) => ({
    refuse: async (call, refusal) => {
      const tenant = await call.decide.tenant(call)
      const group = tenant === undefined ? undefined : call.store.find(tenant, call.id)
      if (refusal.outcome === 'methodNotAllowed' && call.request.method === method && group)
        await work(call, group)
      return honest.refuse(call, refusal)
    },
  })
}

async function carryOut(call: SqsCall, group: SqsGroup): Promise<void> {
  const payload = parseObject(call.request.body)
  if (payload) await call.decide.write(call, await call.decide.change(call, group, payload))
}

/** Methods that are refused with 405 when all has been done. */
export const methods: readonly SqsFault[] = [
  {
    id: 'sqs-patch-carried-out',
    lie: 'PATCH is carried out, and then refused with 405.',
    behaviour: 'malformed',
    checks: ['method-changes-nothing'],
    decisions: afterwards('PATCH', carryOut),
  },
  {
    id: 'sqs-allow-missing',
    lie: 'A method is refused with 405 alone: which are allowed is not said.',
    behaviour: 'malformed',
    checks: ['method-allow'],
    decisions: (honest) => ({
      refuse: async (call, refusal) => {
        const answer = await honest.refuse(call, refusal)
        return refusal.outcome === 'methodNotAllowed' ? { ...answer, headers: [] } : answer
      },
    }),
  },
  {
    id: 'sqs-post-carried-out',
    lie: 'POST to the address of a group is carried out, and then refused with 405.',
    behaviour: 'malformed',
    checks: ['method-changes-nothing'],
    decisions: afterwards('POST', carryOut),
  },
  {
    id: 'sqs-post-removes',
    lie: 'POST to the address of a group removes it, and is then refused with 405.',
    behaviour: 'malformed',
    checks: ['method-changes-nothing'],
    decisions: afterwards('POST', (call, group) => call.store.remove(group)),
  },
]
