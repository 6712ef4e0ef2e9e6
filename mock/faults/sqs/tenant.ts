import { soleHeader } from '../../exchange.ts'
import { Slot } from '../../slot.ts'
import type { SqsCall } from '../../sqs/call.ts'
import type { SqsGroup } from '../../sqs/store.ts'
import { applyAnyway } from './apply-anyway.ts'
import { refusing, type SqsFault } from './twists.ts'

/** Whose group it is. */
export const tenant: readonly SqsFault[] = [
  {
    id: 'sqs-tenant-ignored',
    lie: 'A group is found under every tenant.',
    behaviour: 'tenant',
    checks: ['tenant-other-group', 'tenant-own-group'],
    decisions: () => ({ find: (call, _tenant, id) => anywhere(call, id) }),
  },
  {
    id: 'sqs-tenant-first',
    lie: 'The first tenant is the house, and sees every group.',
    behaviour: 'tenant',
    checks: ['tenant-other-group'],
    decisions: (honest) => ({
      find: (call, name, id) => (name === house(call) ? anywhere(call, id) : honest.find(call, name, id)),
    }),
  },
  {
    id: 'sqs-tenant-of-account',
    lie: 'The tenant is the one that the account was made for, whatever the header says.',
    behaviour: 'tenant',
    checks: ['tenant-own-group'],
    decisions: (honest) => ({
      tenant: async (call) => {
        const named = await honest.tenant(call)
        const known = named !== undefined && call.store.tenants.includes(named)
        return call.operation === 'update' && known ? house(call) : named
      },
    }),
  },
  {
    id: 'sqs-tenant-other-written',
    lie: 'A group of another tenant is called unknown and changed all the same.',
    behaviour: 'tenant',
    checks: ['tenant-other-group-kept'],
    decisions: refusing('notFound', (answer, call) => writtenElsewhere(answer, call, true)),
  },
  {
    id: 'sqs-tenant-own-written',
    lie: 'A group that is addressed under another tenant is called unknown and changed all the same.',
    behaviour: 'tenant',
    checks: ['tenant-own-group-kept'],
    decisions: refusing('notFound', (answer, call) => writtenElsewhere(answer, call, false)),
  },
  {
    id: 'sqs-tenant-others-written',
    lie: 'The update is made to the newest group of the other tenants as well.',
    behaviour: 'tenant',
    checks: ['tenant-others-kept'],
    harmsOthers: true,
    decisions: (honest) => ({
      write: async (call, wanted) => {
        await honest.write(call, wanted)
        const others = call.store.all().filter(({ tenant: name }) => name !== wanted.tenant)
        const newest = others.toSorted((a, b) => a.created - b.created).at(-1)
        if (newest !== undefined) call.store.put({ ...newest, name: wanted.name })
      },
    }),
  },
  {
    id: 'sqs-tenant-remembered',
    lie: 'The tenant is that of the first request of the connection.',
    behaviour: 'tenant',
    checks: ['tenant-kept-alive'],
    decisions: (honest) => ({
      tenant: async (call) => {
        const named = await honest.tenant(call)
        if (call.operation !== 'update' || named === undefined) return named
        const first = firstTenant.of(call.connection) ?? named
        firstTenant.set(call.connection, first)
        return first
      },
    }),
  },
  {
    id: 'sqs-tenant-optional',
    lie: 'Who names no tenant means the first one.',
    behaviour: 'tenant',
    checks: ['tenant-missing'],
    decisions: (honest) => ({
      tenant: async (call) =>
        call.operation === 'update' && soleHeader(call.request, 'tenant') === undefined
          ? house(call)
          : honest.tenant(call),
    }),
  },
  {
    id: 'sqs-tenant-unknown-first',
    lie: 'A tenant that does not exist stands for the first one.',
    behaviour: 'tenant',
    checks: ['tenant-unknown'],
    decisions: (honest) => ({
      tenant: async (call) => {
        const named = await honest.tenant(call)
        const unknown = named !== undefined && !call.store.tenants.includes(named)
        return call.operation === 'update' && unknown ? house(call) : named
      },
    }),
  },
  {
    id: 'sqs-tenant-pairs-shared',
    lie: 'A pair of owner and name is taken by a group of any tenant.',
    behaviour: 'tenant',
    checks: ['tenant-same-pair'],
    decisions: () => ({
      clashes: ({ store }, { id, ownerId, name }) =>
        store.all().some((other) => other.id !== id && other.ownerId === ownerId && other.name === name),
    }),
  },
]

const firstTenant = new Slot<string | undefined>(() => undefined)

function house({ store }: SqsCall): string {
  return store.tenants[0] ?? ''
}

function anywhere({ store }: SqsCall, id: string): SqsGroup | undefined {
  return store.all().find((group) => group.id === id)
}

async function writtenElsewhere<Answer>(answer: Answer, call: SqsCall, fromHouse: boolean): Promise<Answer> {
  const group = anywhere(call, call.id)
  const named = await call.decide.tenant(call)
  if (group !== undefined && (named === house(call)) === fromHouse) await applyAnyway(call, group)
  return answer
}
