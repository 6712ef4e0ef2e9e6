import type { Variant } from '../fault.ts'
import { parseObject } from '../json.ts'
import type { SqsDecisions } from '../sqs/decisions.ts'

const served: readonly (readonly [id: string, difference: string, method: string])[] = [
  ['sqs-patch-served', 'The update is served by PATCH as well.', 'PATCH'],
  ['sqs-post-served', 'The update is served by POST as well.', 'POST'],
]

/** Methods that no document knows at the address of a group. */
export const methods: readonly Variant<SqsDecisions>[] = served.map(([id, difference, method]) => ({
  id,
  difference,
  decisions: (honest) => ({
    refuse: async (call, refusal) => {
      const isMeant = refusal.outcome === 'methodNotAllowed' && call.request.method === method
      const payload = isMeant ? parseObject(call.request.body) : undefined
      const account = payload && (await call.decide.authenticate(call))
      const tenant = account && (await call.decide.tenant(call))
      const group = tenant === undefined ? undefined : call.store.find(tenant, call.id)
      if (!payload || !group) return honest.refuse(call, refusal)
      const wanted = await call.decide.change(call, group, payload)
      await call.decide.write(call, wanted)
      return call.decide.succeed(call, await call.decide.report(call, wanted, payload))
    },
  }),
}))
