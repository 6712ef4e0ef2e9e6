import { parseObject } from '../../json.ts'
import type { SqsGroup } from '../../sqs/store.ts'
import { refusing, type SqsFault } from './twists.ts'

type Same = (wanted: string, other: string) => boolean

const inIndex = 191

/** Whether another group of the owner has the name, by what counts as the same one. */
const comparing = (same: Same): SqsFault['decisions'] => {
  const isClash = (wanted: SqsGroup, other: SqsGroup) =>
    other.id !== wanted.id && other.ownerId === wanted.ownerId && same(wanted.name, other.name)
  return () => ({
    clashes: (call, wanted) => call.store.list(wanted.tenant).some((other) => isClash(wanted, other)),
  })
}

/** Pairs that a database compares otherwise than character by character, and what more than one group gets of an update. */
export const pairs: readonly SqsFault[] = [
  {
    id: 'sqs-pair-index-prefix',
    lie: 'The unique index of names holds their first 191 characters.',
    behaviour: 'conflict',
    checks: ['similar-long-name'],
    decisions: comparing((wanted, other) => wanted.slice(0, inIndex) === other.slice(0, inIndex)),
  },
  {
    id: 'sqs-pair-like',
    lie: 'The name is looked for with LIKE, where an underscore stands for any character.',
    behaviour: 'conflict',
    checks: ['similar-long-name'],
    decisions: comparing(
      (wanted, other) =>
        wanted.length === other.length &&
        [...wanted].every((letter, at) => letter === '_' || letter === other[at]),
    ),
  },
  {
    id: 'sqs-pair-ascii-only',
    lie: 'Names with letters beyond ASCII are never found to be taken.',
    behaviour: 'conflict',
    checks: ['conflict-pair-accented'],
    decisions: comparing((wanted, other) => wanted === other && /^[\0-\x7f]*$/.test(wanted)),
  },
  {
    id: 'sqs-invalid-owner-stored',
    lie: 'Members are stored one by one, the owner before the name is found to be missing.',
    behaviour: 'required',
    checks: ['required-owner-changes-nothing'],
    decisions: refusing('invalid', (answer, { request, store, id }, { errors }) => {
      const owner = parseObject(request.body)?.ownerId
      const group = store.find(store.tenants[0] ?? '', id)
      const lacksNameAlone = errors.every(({ field }) => field === 'name')
      if (group && lacksNameAlone && typeof owner === 'string') store.put({ ...group, ownerId: owner })
      return answer
    }),
  },
  {
    id: 'sqs-two-ids-both',
    lie: 'The group in the address and the one in the payload are both given the name.',
    behaviour: 'persistence',
    checks: ['two-ids-one-group'],
    decisions: (honest) => ({
      mismatches: () => [],
      write: async (call, wanted) => {
        await honest.write(call, wanted)
        const other = call.store.find(wanted.tenant, String(parseObject(call.request.body)?.id))
        if (other && other.id !== wanted.id) call.store.put({ ...other, name: `${wanted.name}2` })
      },
    }),
    replaces: ['mismatches'],
  },
  {
    id: 'sqs-two-ids-merged',
    lie: 'The group in the payload is merged into the store before its id is compared with the address.',
    behaviour: 'persistence',
    checks: ['two-ids-one-group'],
    decisions: (honest) => ({
      mismatches: async (call, group, payload) => {
        const errors = await honest.mismatches(call, group, payload)
        const other = call.store.find(group.tenant, String(payload.id))
        if (errors.length > 0 && other) call.store.put({ ...other, name: String(payload.name) })
        return errors
      },
    }),
  },
]
