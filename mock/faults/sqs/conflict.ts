import { setTimeout as sleep } from 'node:timers/promises'
import type { Json } from '../../../helpers/contract/types.ts'
import { Slot } from '../../slot.ts'
import type { SqsCall } from '../../sqs/call.ts'
import type { SqsGroup } from '../../sqs/store.ts'
import { applyAnyway } from './apply-anyway.ts'
import { samePair } from './same-pair.ts'
import { refusing, type SqsFault } from './twists.ts'

type Clash = (wanted: SqsGroup, other: SqsGroup) => boolean

/** Names that a database takes for the same one, while it keeps each as it is. */
const collations = (
  [
    ['sqs-name-case-blind', 'A name is taken by one in another case.', (name) => name.toLowerCase()],
    [
      'sqs-name-accent-blind',
      'A name is taken by one that has an accent less.',
      (name) => name.normalize('NFD').replace(/\p{M}/gu, ''),
    ],
    ['sqs-name-padded', 'A name is taken by one that has no blank behind it.', (name) => name.trimEnd()],
  ] satisfies [string, string, (name: string) => string][]
).map(([id, lie, folded]) => {
  const clash: Clash = (wanted, other) =>
    wanted.ownerId === other.ownerId && folded(wanted.name) === folded(other.name)
  return [id, lie, ['similar-name'], clash] as const
})

const clashes: readonly (readonly [id: string, lie: string, checks: readonly string[], clash: Clash])[] = [
  [
    'sqs-pair-not-checked',
    'An owner may have two groups of one name.',
    ['conflict-pair-taken', 'conflict-pair-created'],
    () => false,
  ],
  [
    'sqs-pair-of-creation',
    'Only the names that groups were created with are taken.',
    ['conflict-pair-taken'],
    (wanted, other) => samePair(wanted, other) && other.updated === other.created,
  ],
  [
    'sqs-pair-of-update',
    'Only the names that groups were updated to are taken.',
    ['conflict-pair-created'],
    (wanted, other) => samePair(wanted, other) && other.updated !== other.created,
  ],
  [
    'sqs-name-once-for-all',
    'A name belongs to one group, whoever owns it.',
    ['same-name-other-owner'],
    (wanted, other) => wanted.name === other.name,
  ],
  [
    'sqs-pair-joined',
    'A pair is looked up by its owner and name written one after the other.',
    ['same-name-other-owner'],
    (wanted, other) => `${wanted.ownerId}${wanted.name}` === `${other.ownerId}${other.name}`,
  ],
  [
    'sqs-name-resembles',
    'A name is taken that begins like another one.',
    ['similar-name'],
    (wanted, other) =>
      wanted.ownerId === other.ownerId && /m$/.test(other.name)
        ? wanted.name.startsWith(other.name)
        : samePair(wanted, other),
  ],
  ...collations,
]

/** The pair of owner and name, conflicts missed and conflicts invented. */
export const conflict: readonly SqsFault[] = [
  ...clashes.map(
    ([id, lie, checks, clash]): SqsFault => ({
      id,
      lie,
      behaviour: 'conflict',
      checks,
      decisions: () => ({
        clashes: ({ store }, wanted) =>
          store.list(wanted.tenant).some((other) => other.id !== wanted.id && clash(wanted, other)),
      }),
    }),
  ),
  {
    id: 'sqs-pair-own',
    lie: 'A group stands in its own way.',
    behaviour: 'conflict',
    checks: ['own-pair'],
    decisions: () => ({
      clashes: ({ store }, wanted) => store.list(wanted.tenant).some((other) => samePair(wanted, other)),
    }),
  },
  {
    id: 'sqs-name-never-freed',
    lie: 'A name that was given once is taken for ever.',
    behaviour: 'conflict',
    checks: ['freed-name'],
    decisions: (honest) => ({
      clashes: async (call, wanted) => {
        const key = JSON.stringify([wanted.tenant, wanted.ownerId, wanted.name])
        const holder = holders.of(call.store).get(key) ?? wanted.id
        holders.of(call.store).set(key, holder)
        return holder !== wanted.id || honest.clashes(call, wanted)
      },
    }),
  },
  ...(
    [
      ['sqs-conflict-200', 200, null, 'conflict-pair-taken'],
      ['sqs-conflict-500', 500, null, 'conflict-status'],
      ['sqs-conflict-422-code-1', 422, 1, 'conflict-status'],
    ] as const
  ).map(
    ([id, status, errorCode, check]): SqsFault => ({
      id,
      lie: `A taken pair is answered with ${status}${errorCode === null ? '' : ` and the error code ${errorCode}`}.`,
      behaviour: 'conflict',
      checks: [check],
      decisions: refusing('conflict', (answer) => ({
        ...answer,
        status,
        value: errorCode === null ? answer.value : { ...answer.value, errorCode },
      })),
    }),
  ),
  {
    id: 'sqs-conflict-applied',
    lie: 'A taken pair is refused and stored all the same.',
    behaviour: 'conflict',
    checks: ['conflict-changes-nothing'],
    decisions: refusing('conflict', async (answer, call) => {
      await applyAnyway(call)
      return answer
    }),
  },
  {
    id: 'sqs-conflict-renames-other',
    lie: 'Of two groups that want one name, the one that has it is given another.',
    behaviour: 'conflict',
    checks: ['conflict-changes-nothing'],
    decisions: (honest) => ({
      clashes: async (call, wanted) => {
        const other = holder(call, wanted)
        const clash = await honest.clashes(call, wanted)
        if (clash && other !== undefined) call.store.put({ ...other, name: `${other.name} (old)` })
        return clash
      },
    }),
  },
  {
    id: 'sqs-pair-raced',
    lie: 'Whether a pair is free is looked up a while before it is stored, and nothing holds it meanwhile.',
    behaviour: 'conflict',
    checks: ['conflict-pair-raced'],
    replaces: ['exclusively'],
    decisions: (honest) => ({
      exclusively: (_call, work) => work(),
      clashes: async (call, wanted) => {
        const clash = await honest.clashes(call, wanted)
        await meetOthers(call)
        return clash
      },
    }),
  },
  ...(
    [
      ['sqs-pair-raced-412', 'invalid', 412],
      ['sqs-pair-raced-500', 'an internal error', 500],
    ] as const
  ).map(
    ([id, called, status]): SqsFault => ({
      id,
      lie: `Where two updates ask for a pair at once, the one that comes second is called ${called}.`,
      behaviour: 'conflict',
      checks: ['conflict-pair-raced'],
      decisions: (honest) => ({
        exclusively: (call, work) =>
          honest.exclusively(call, async () => {
            await meetOthers(call)
            return work()
          }),
        objections: (call, payload) => {
          const names = asked.of(call.store)
          const first = names.get(payload.name) ?? call
          names.set(payload.name, first)
          if (first.id !== call.id && first.turn === 1 && call.turn === 1) raced.add(call)
          return honest.objections(call, payload)
        },
        ...refusing('conflict', (answer, call) => (raced.has(call) ? { ...answer, status } : answer))(honest),
      }),
    }),
  ),
  {
    id: 'sqs-conflict-message-missing',
    lie: 'A taken pair is told by its error code alone.',
    behaviour: 'conflict',
    checks: ['refusal-body-conflict'],
    decisions: refusing('conflict', (answer) => ({ ...answer, status: 422, value: { errorCode: 2 } })),
  },
]

/** The first update that asked for each name. */
const asked = new Slot(() => new Map<Json | undefined, SqsCall>())
const raced = new WeakSet<SqsCall>()
const holders = new Slot(() => new Map<string, string>())

/** Waits a moment. Only the first request of a connection does: a run is not to wait for updates that meet no other. */
async function meetOthers({ turn }: SqsCall): Promise<void> {
  if (turn === 1) await sleep(15)
}

function holder({ store }: SqsCall, wanted: SqsGroup): SqsGroup | undefined {
  return store.list(wanted.tenant).find((other) => other.id !== wanted.id && samePair(wanted, other))
}
