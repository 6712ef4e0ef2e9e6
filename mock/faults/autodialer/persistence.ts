import type { AutodialerGroup, AutodialerStore } from '../../autodialer/store.ts'
import { isObject } from '../../json.ts'
import { Slot } from '../../slot.ts'
import type { AutodialerFault } from './tools.ts'

const bodies = new Slot(() => new Set<string>())
const names = new Slot(() => new Map<string, string>())
const updated = new Slot(() => new Set<string>())

/** Stores another of each number than it tells. */
function storingNumbers(change: (number: string) => string): AutodialerFault['decisions'] {
  return (honest) => ({
    write: (call, wanted) => honest.write(call, { ...wanted, numbers: wanted.numbers.map(change) }),
  })
}

/** Groups of the last hour that no update has reached so far: none that a seed or an operator brought. */
function untouched(store: AutodialerStore): readonly AutodialerGroup[] {
  const young = Date.now() - 3_600_000
  return store.list().filter(({ id, date }) => date > young && !updated.of(store).has(id))
}

/** Stores a group, but for some of its members: those stay as they were. */
function storing(lost: (old: AutodialerGroup) => Partial<AutodialerGroup>): AutodialerFault['decisions'] {
  return () => ({
    write: ({ store }, wanted) => {
      const old = store.find(wanted.id)
      store.put({ ...wanted, ...(old && lost(old)) })
    },
  })
}

export const persistence: readonly AutodialerFault[] = [
  {
    id: 'autodialer-first-update-only',
    lie: 'Of all the updates of a group that are accepted, only the first is stored.',
    behaviour: 'persistence',
    checks: ['every-update-stored'],
    decisions: (honest) => ({
      write: async (call, wanted) => {
        const written = updated.of(call.server)
        if (!written.has(wanted.id)) await honest.write(call, wanted)
        written.add(wanted.id)
      },
    }),
  },
  {
    id: 'autodialer-removed-name-500',
    lie: 'Groups are removed by a mark, and their names stay in the index of names.',
    behaviour: 'audit',
    checks: ['never-an-internal-error'],
    decisions: (honest) => ({
      write: async (call, wanted) => {
        names.of(call.store).set(wanted.id, wanted.name)
        await honest.write(call, wanted)
      },
      succeed: async (call, data) => {
        const answer = await honest.succeed(call, data)
        const isRemoved = [...names.of(call.store)].some(
          ([id, name]) => isObject(data) && name === data.name && call.store.find(id) === undefined,
        )
        return isRemoved ? { ...answer, status: 500 } : answer
      },
    }),
  },
  {
    id: 'autodialer-replays-answers',
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
    id: 'autodialer-forgets',
    lie: 'An update is reported and never stored.',
    behaviour: 'persistence',
    checks: ['stored'],
    decisions: () => ({ write: () => undefined }),
  },
  {
    id: 'autodialer-name-not-stored',
    lie: 'All but the name is stored.',
    behaviour: 'persistence',
    checks: ['stored'],
    decisions: storing(({ name }) => ({ name })),
  },
  {
    id: 'autodialer-numbers-not-stored',
    lie: 'All but the numbers is stored.',
    behaviour: 'persistence',
    checks: ['numbers-stored'],
    decisions: storing(({ numbers }) => ({ numbers })),
  },
  {
    id: 'autodialer-numbers-stored-shuffled',
    lie: 'The numbers are stored in another order than they are reported in.',
    behaviour: 'persistence',
    checks: ['numbers-stored'],
    decisions: () => ({
      write: ({ store }, wanted) => store.put({ ...wanted, numbers: wanted.numbers.toReversed() }),
    }),
  },
  {
    id: 'autodialer-numbers-stored-short',
    lie: 'A number is stored up to its twentieth character.',
    behaviour: 'persistence',
    checks: ['numbers-stored'],
    decisions: storingNumbers((number) => number.slice(0, 20)),
  },
  {
    id: 'autodialer-numbers-cut-255',
    lie: 'A number is stored up to its 255th character.',
    behaviour: 'persistence',
    checks: ['numbers-stored'],
    decisions: storingNumbers((number) => number.slice(0, 255)),
  },
  {
    id: 'autodialer-numbers-stored-sorted',
    lie: 'The numbers are stored in ascending order, and reported as they were sent.',
    behaviour: 'persistence',
    checks: ['numbers-stored'],
    decisions: () => ({
      write: ({ store }, wanted) => store.put({ ...wanted, numbers: wanted.numbers.toSorted() }),
    }),
  },
  {
    id: 'autodialer-numbers-alone-not-stored',
    lie: 'An update that changes the numbers and nothing else is not stored.',
    behaviour: 'persistence',
    checks: ['small-changes-stored'],
    decisions: (honest) => ({
      write: (call, wanted) => {
        const old = call.store.find(wanted.id)
        const same = old && old.name === wanted.name && old.description === wanted.description
        return same ? undefined : honest.write(call, wanted)
      },
    }),
  },
  {
    id: 'autodialer-all-untouched-groups',
    lie: 'An update gives its description to every group that was not updated before.',
    behaviour: 'persistence',
    checks: ['other-group-kept'],
    decisions: (honest) => ({
      write: async (call, wanted) => {
        updated.of(call.store).add(wanted.id)
        for (const other of untouched(call.store)) {
          call.store.put({ ...other, description: wanted.description })
        }
        await honest.write(call, wanted)
      },
    }),
  },
  {
    id: 'autodialer-copies',
    lie: 'The first update of a group leaves a copy of it under a new id.',
    behaviour: 'persistence',
    checks: ['update-creates-nothing'],
    decisions: (honest) => ({
      write: async (call, wanted) => {
        const known = updated.of(call.store)
        if (!known.has(wanted.id)) call.store.put({ ...wanted, id: wanted.id.replace(/^..../, 'ffff') })
        known.add(wanted.id)
        await honest.write(call, wanted)
      },
    }),
  },
  {
    id: 'autodialer-same-name-not-stored',
    lie: 'An update that leaves the name as it is changes nothing.',
    behaviour: 'persistence',
    checks: ['small-changes-stored'],
    decisions: (honest) => ({
      write: (call, wanted) =>
        call.store.find(wanted.id)?.name === wanted.name ? undefined : honest.write(call, wanted),
    }),
  },
  {
    id: 'autodialer-same-refused',
    lie: 'An update that changes nothing has failed, as no document was modified.',
    behaviour: 'persistence',
    checks: ['unchanged-update-accepted'],
    decisions: (honest) => ({
      objections: async (call, payload) => {
        const group = await honest.find(call, payload._id)
        const same = group && payload.name === group.name && payload.description === group.description
        return same ? ['nothing was modified'] : honest.objections(call, payload)
      },
    }),
  },
]
