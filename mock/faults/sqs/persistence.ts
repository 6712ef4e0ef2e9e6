import { Slot } from '../../slot.ts'
import type { SqsCall } from '../../sqs/call.ts'
import type { SqsGroup } from '../../sqs/store.ts'
import { type SqsFault, storing } from './twists.ts'

/** What is stored against what is told. */
export const persistence: readonly SqsFault[] = [
  {
    id: 'sqs-forgets',
    lie: 'The update is reported and never stored.',
    behaviour: 'persistence',
    checks: ['stored'],
    decisions: () => ({ write: () => undefined }),
  },
  {
    id: 'sqs-stores-upper-case',
    lie: 'The name is stored in capitals and told as it was sent.',
    behaviour: 'persistence',
    checks: ['stored'],
    decisions: storing((wanted) => ({ ...wanted, name: wanted.name.toUpperCase() })),
  },
  {
    id: 'sqs-replays-answers',
    lie: 'An update that came before, body for body, is answered and not carried out again.',
    behaviour: 'persistence',
    checks: ['every-update-stored'],
    decisions: (honest) => ({
      write: (call, wanted) => {
        const seen = bodies.of(call.store)
        const body = call.request.body.toString('latin1')
        const came = seen.has(body)
        seen.add(body)
        return came ? undefined : honest.write(call, wanted)
      },
    }),
  },
  {
    id: 'sqs-first-update-only',
    lie: 'Only the first update of a group is stored.',
    behaviour: 'persistence',
    checks: ['every-update-stored'],
    decisions: (honest) => ({
      write: (call, wanted) => {
        const written = groupsWritten.of(call.store)
        if (written.has(wanted.id)) return
        written.add(wanted.id)
        return honest.write(call, wanted)
      },
    }),
  },
  {
    id: 'sqs-equal-number-not-stored',
    lie: 'A name that is the number that the group is called already is no change, and is not stored.',
    behaviour: 'text',
    checks: ['text-fraction'],
    decisions: (honest) => ({
      write: (call, wanted) => {
        const held = call.store.find(wanted.tenant, wanted.id)?.name.trim()
        const isEqual = held !== '' && held !== undefined && Number(held) === Number(wanted.name)
        return isEqual ? undefined : honest.write(call, wanted)
      },
    }),
  },
  {
    id: 'sqs-bare-not-stored',
    lie: 'Where XML is written, the group is a copy that is never stored.',
    behaviour: 'persistence',
    checks: ['every-update-stored'],
    decisions: (honest) => ({
      write: async (call, wanted) =>
        (await call.decide.negotiate(call)) === 'xml' ? undefined : honest.write(call, wanted),
    }),
  },
  {
    id: 'sqs-fifth-update-lost',
    lie: 'Of updates of one group over one connection, every fifth in a row is not stored.',
    behaviour: 'persistence',
    checks: ['every-update-stored'],
    decisions: (honest) => ({
      write: (call, wanted) => (inARow(call, wanted) % 5 === 0 ? undefined : honest.write(call, wanted)),
    }),
  },
  {
    id: 'sqs-seventh-answer-repeated',
    lie: 'Of updates of one group over one connection, every seventh in a row is answered like the one before.',
    behaviour: 'persistence',
    checks: ['every-update-answered'],
    decisions: (honest) => ({
      report: async (call, stored, payload) => {
        const last = answers.of(call.connection)
        const members = await honest.report(call, stored, payload)
        const seventh = inARow(call, stored) % 7 === 0
        if (!seventh) answers.set(call.connection, members)
        return seventh ? last : members
      },
    }),
  },
  {
    id: 'sqs-tenth-update-500',
    lie: 'Of updates of one group over one connection, every tenth in a row is stored and called an error.',
    behaviour: 'persistence',
    checks: ['every-update-answered'],
    decisions: (honest) => ({
      write: (call, wanted) => {
        if (inARow(call, wanted) % 10 === 0) failing.add(call)
        return honest.write(call, wanted)
      },
      succeed: async (call, members) => {
        const answer = await honest.succeed(call, members)
        return failing.has(call) ? { ...answer, status: 500 } : answer
      },
    }),
  },
  {
    id: 'sqs-same-update-refused',
    lie: 'An update that changes nothing is refused.',
    behaviour: 'persistence',
    checks: ['same-update-again'],
    decisions: (honest) => ({
      clashes: async (call, wanted) =>
        call.store.find(wanted.tenant, wanted.id)?.name === wanted.name || honest.clashes(call, wanted),
    }),
  },
  {
    id: 'sqs-other-case-not-stored',
    lie: 'A name that differs from the stored one in case alone is no change.',
    behaviour: 'persistence',
    checks: ['small-changes-stored'],
    decisions: (honest) => ({
      write: (call, wanted) => {
        const before = call.store.find(wanted.tenant, wanted.id)?.name.toLowerCase()
        return before === wanted.name.toLowerCase() ? undefined : honest.write(call, wanted)
      },
    }),
  },
  {
    id: 'sqs-same-update-untold',
    lie: 'An update that changes nothing is answered with nothing.',
    behaviour: 'persistence',
    checks: ['same-update-again'],
    decisions: (honest) => ({
      write: (call, wanted) => {
        if (call.store.find(wanted.tenant, wanted.id)?.name === wanted.name) unchanged.add(call)
        return honest.write(call, wanted)
      },
      succeed: async (call, members) => {
        const answer = await honest.succeed(call, members)
        return unchanged.has(call) ? { ...answer, status: 204, value: null } : answer
      },
    }),
  },
  {
    id: 'sqs-writes-newest-too',
    lie: 'The first name that a group is updated to is given to the newest group as well.',
    behaviour: 'persistence',
    checks: ['other-group-kept'],
    decisions: (honest) => ({
      write: async (call, wanted) => {
        const before = call.store.find(wanted.tenant, wanted.id)
        await honest.write(call, wanted)
        const newest = neighbours(call, wanted).at(-1)
        if (newest !== undefined && before?.updated === before?.created) {
          call.store.put({ ...newest, name: `${wanted.name} (2)` })
        }
      },
    }),
  },
  {
    id: 'sqs-leaves-copy',
    lie: 'The first update of a group that is not its owner’s only one leaves a copy of it behind.',
    behaviour: 'persistence',
    checks: ['update-creates-nothing'],
    harmsOthers: true,
    decisions: (honest) => ({
      write: async (call, wanted) => {
        await honest.write(call, wanted)
        const copies = groupsWritten.of(call.store)
        if (copies.has(wanted.id) || neighbours(call, wanted).length === 0) return
        copies.add(wanted.id)
        call.store.put({ ...wanted, id: `${wanted.id}-copy` })
      },
    }),
  },
]

const bodies = new Slot(() => new Set<string>())
const groupsWritten = new Slot(() => new Set<string>())
const answers = new Slot(() => ({}))
const failing = new WeakSet<SqsCall>()
const unchanged = new WeakSet<SqsCall>()
const rows = new Slot(() => ({ group: '', length: 0, turn: 0 }))

/** How many updates of this group have followed each other on this connection, this one included. */
function inARow(call: SqsCall, { id }: SqsGroup): number {
  const row = rows.of(call.connection)
  const length = row.group === id && row.turn === call.turn - 1 ? row.length + 1 : 1
  rows.set(call.connection, { group: id, length, turn: call.turn })
  return length
}

/** The groups that the run made next to this one: one that was there before could not be put back. */
function neighbours(call: SqsCall, { tenant, id, ownerId }: SqsGroup): readonly SqsGroup[] {
  const made = Date.now() - 60_000
  return call.store
    .list(tenant)
    .filter((group) => group.id !== id && group.ownerId === ownerId && group.created > made)
}
