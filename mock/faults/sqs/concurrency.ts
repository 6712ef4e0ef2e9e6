import { setTimeout as sleep } from 'node:timers/promises'
import { Slot } from '../../slot.ts'
import type { SqsCall } from '../../sqs/call.ts'
import type { SqsGroup } from '../../sqs/store.ts'
import type { SqsFault } from './twists.ts'

/** Updates that are under way at the same time. Each fault waits a little, so that they meet. */
export const concurrency: readonly SqsFault[] = [
  {
    id: 'sqs-global-name',
    lie: 'Where updates of one group meet, each answer shows the name that came last.',
    behaviour: 'concurrency',
    checks: ['concurrent-answers'],
    decisions: (honest) => ({
      exclusively: (call, work) => meeting(call, () => honest.exclusively(call, work)),
      report: async (call, stored, payload) => {
        const members = await honest.report(call, stored, payload)
        if (met.has(call)) await sleep(15)
        const name = met.has(call) ? lastNames.of(call.store).get(stored.id) : undefined
        return name === undefined ? members : { ...members, name }
      },
      write: (call, wanted) => {
        lastNames.of(call.store).set(wanted.id, wanted.name)
        return honest.write(call, wanted)
      },
    }),
  },
  {
    id: 'sqs-deadlock-500',
    lie: 'Where updates of one group meet, all but the first are called an error.',
    behaviour: 'concurrency',
    checks: ['concurrent-answers'],
    decisions: (honest) => ({
      exclusively: (call, work) => meeting(call, () => honest.exclusively(call, work)),
      succeed: async (call, members) => {
        const answer = await honest.succeed(call, members)
        return met.has(call) ? { ...answer, status: 500 } : answer
      },
    }),
  },
  {
    id: 'sqs-created-of-neighbour',
    lie: 'Where updates of two groups meet, both answers show when the last of them was created.',
    behaviour: 'concurrency',
    checks: ['concurrent-answers'],
    decisions: (honest) => ({
      exclusively: (call, work) => meeting(call, () => honest.exclusively(call, work)),
      report: async (call, stored, payload) => {
        lastCreated.set(call.store, stored.created)
        const members = await honest.report(call, stored, payload)
        if (met.has(call)) await sleep(15)
        const created = met.has(call) ? lastCreated.of(call.store) : stored.created
        return { ...members, created: call.decide.date(call, 'created', created) }
      },
    }),
  },
  {
    id: 'sqs-mixed-write',
    lie: 'Where updates of one group meet, the name of one is stored with a part of the other.',
    behaviour: 'concurrency',
    checks: ['concurrent-stored'],
    decisions: (honest) => ({
      exclusively: (call, work) => meeting(call, () => honest.exclusively(call, work)),
      write: (call, wanted) =>
        honest.write(call, met.has(call) ? { ...wanted, name: spliced(call, wanted) } : wanted),
    }),
  },
  {
    id: 'sqs-read-kept',
    lie: 'A read that is under way while its group is updated goes into a cache after that, and is shown from then on.',
    behaviour: 'concurrency',
    checks: ['concurrent-stored'],
    decisions: (honest) => ({
      exclusively: (call, work) => meeting(call, () => honest.exclusively(call, work)),
      read: async (call, tenant, id) => {
        const found = await honest.read(call, tenant, id)
        do await sleep(20)
        while (underWay.of(call.store).get(id)?.length)
        const now = await honest.read(call, tenant, id)
        if (found && now && now !== found) cached.set(now, found)
        return found && (cached.get(found) ?? found)
      },
    }),
  },
]

/** What is shown in the place of a group for as long as that is stored. */
const cached = new WeakMap<SqsGroup, SqsGroup>()

const underWay = new Slot(() => new Map<string, SqsCall[]>())
const lastNames = new Slot(() => new Map<string, string>())
const lastCreated = new Slot(() => 0)
const met = new WeakSet<SqsCall>()

/** Does the work after a moment, and notes whether another update of the group was under way by then. */
async function meeting<Result>(call: SqsCall, work: () => Promise<Result>): Promise<Result> {
  const calls = underWay.of(call.store)
  const others = calls.get(call.id) ?? []
  if (others.length > 0) met.add(call)
  calls.set(call.id, [...others, call])
  try {
    await sleep(15)
    return await work()
  } finally {
    calls.set(
      call.id,
      (calls.get(call.id) ?? []).filter((other) => other !== call),
    )
  }
}

/** The name that is there already with the end of the new one. */
function spliced({ store }: SqsCall, { tenant, id, name }: SqsGroup): string {
  const there = store.find(tenant, id)?.name ?? ''
  return `${there.slice(0, -1)}${name.slice(-2)}`
}
