import { headerValues } from '../../exchange.ts'
import type { SqsCall } from '../../sqs/call.ts'
import { refusing, type SqsFault } from './twists.ts'

const kinds: readonly (readonly [id: string, lie: string, check: string, SqsFault['decisions']])[] = [
  [
    'sqs-bare-anonymous',
    'Without an accept header nobody is asked for credentials.',
    'refusals-without-accept',
    (honest) => ({
      authenticate: async (call) =>
        (await honest.authenticate(call)) ??
        (isBare(call) && headerValues(call.request, 'authorization').length === 0
          ? call.store.accounts[0]
          : undefined),
    }),
  ],
  [
    'sqs-bare-permitted',
    'Without an accept header every account may update groups.',
    'refusals-without-accept',
    (honest) => ({
      permits: async (call, account, permission) =>
        isBare(call) || (await honest.permits(call, account, permission)),
    }),
  ],
  [
    'sqs-bare-any-tenant',
    'Without an accept header a group is found under every tenant.',
    'refusals-without-accept',
    (honest) => ({
      find: async (call, tenant, id) =>
        (await honest.find(call, tenant, id)) ??
        (isBare(call) ? call.store.all().find((group) => group.id === id) : undefined),
    }),
  ],
  [
    'sqs-bare-owner-optional',
    'Without an accept header the owner may be left out.',
    'refusals-without-accept',
    (honest) => ({
      objection: (call, field, value) =>
        isBare(call) && field === 'ownerId' && value === undefined
          ? undefined
          : honest.objection(call, field, value),
    }),
  ],
  [
    'sqs-bare-refusal-applied',
    'Without an accept header the name is stored before a missing owner is refused.',
    'refusals-without-accept-change-nothing',
    refusing('invalid', async (answer, call) => {
      const group = call.store.all().find(({ id }) => id === call.id)
      const payload = await call.decide.parse(call)
      if (isBare(call) && group && payload?.ownerId === undefined && typeof payload?.name === 'string')
        call.store.put({ ...group, name: payload.name })
      return answer
    }),
  ],
  [
    'sqs-bare-pair-free',
    'Without an accept header no pair is taken.',
    'conflict-without-accept',
    (honest) => ({ clashes: async (call, wanted) => !isBare(call) && (await honest.clashes(call, wanted)) }),
  ],
  [
    'sqs-bare-conflict-200',
    'Without an accept header a taken pair is told in an error under 200.',
    'conflict-without-accept',
    refusing('conflict', (answer, call) => (isBare(call) ? { ...answer, status: 200 } : answer)),
  ],
]

/** What is refused with an accept header, and not without one. */
export const withoutAccept: readonly SqsFault[] = kinds.map(([id, lie, check, decisions]) => ({
  id,
  lie,
  behaviour: check.startsWith('conflict') ? 'conflict' : 'robustness',
  checks: [check],
  decisions,
}))

function isBare({ operation, request }: SqsCall): boolean {
  return operation === 'update' && headerValues(request, 'accept').length === 0
}
