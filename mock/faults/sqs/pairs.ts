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

/** Names that are compared by what is made of them, and the check that finds it. */
const folded = (
  [
    [
      'sqs-name-emoji-alike',
      'All characters beyond U+FFFF are the same one where names are compared.',
      'similar-long-name',
      (name) => name.replace(/[\u{10000}-\u{10ffff}]/gu, '\ufffd'),
    ],
    [
      'sqs-name-width-blind',
      'Letters and digits of full width are the usual ones where names are compared.',
      'similar-name',
      (name) => name.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)),
    ],
    [
      'sqs-name-ignorables',
      'Characters of no width, such as U+200B and U+200C, count for nothing where names are compared.',
      'similar-name',
      (name) => name.replace(/[\u200b-\u200f\u2060\ufeff]/g, ''),
    ],
    [
      'sqs-pair-number-loose',
      'Names that are numbers are compared as numbers.',
      'similar-name',
      (name) => (/^\d+(\.\d+)?$/.test(name) ? String(Number(name)) : name),
    ],
  ] satisfies [string, string, string, (name: string) => string][]
).map(
  ([id, lie, check, made]): SqsFault => ({
    id,
    lie,
    behaviour: 'conflict',
    checks: [check],
    decisions: comparing((wanted, other) => made(wanted) === made(other)),
  }),
)

/** Whether a text is found by one that is read as a regular expression; one that is none finds nothing but itself. */
function finds(expression: string, text: string): boolean {
  try {
    return new RegExp(`^(?:${expression})$`).test(text)
  } catch {
    return expression === text
  }
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
    checks: ['similar-name'],
    decisions: comparing(
      (wanted, other) =>
        wanted.length === other.length &&
        [...wanted].every((letter, at) => letter === '_' || letter === other[at]),
    ),
  },
  ...folded,
  {
    id: 'sqs-pair-regex',
    lie: 'The name is looked for as a regular expression, in which a dot stands for any character.',
    behaviour: 'conflict',
    checks: ['similar-name'],
    decisions: comparing((wanted, other) => wanted === other || finds(wanted, other)),
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
