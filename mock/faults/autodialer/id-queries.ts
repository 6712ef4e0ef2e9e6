import type { Json } from '../../../helpers/contract/types.ts'
import { isObject } from '../../json.ts'
import type { AutodialerFault } from './tools.ts'

/** Takes one kind of id for any group, and does nothing to it but to stamp its date. */
function touching(meansAny: (id: Json | undefined) => boolean): AutodialerFault['decisions'] {
  return (honest) => ({
    find: (call, id) => (meansAny(id) ? call.store.list()[0] : honest.find(call, id)),
    change: (call, group, payload) =>
      meansAny(payload._id)
        ? { ...group, date: call.decide.now(call, group) }
        : honest.change(call, group, payload),
  })
}

const kinds: readonly [id: string, lie: string, checks: readonly string[], AutodialerFault['decisions']][] = [
  [
    'autodialer-operator-id',
    'An id may be a query, and the first group that fits it is updated.',
    ['id-operator-ne'],
    touching((id) => isObject(id) && Object.keys(id).some((name) => name.startsWith('$'))),
  ],
  [
    'autodialer-operator-regex-id',
    'Of all query operators, a regular expression is let through.',
    ['id-operator-regex'],
    touching((id) => isObject(id) && '$regex' in id),
  ],
  [
    'autodialer-id-prototype',
    'Groups are members of an object, which has one that is no group.',
    ['id-others'],
    touching((id) => id === '__proto__'),
  ],
  [
    'autodialer-id-of-zeros',
    'An id of zeros is none yet, and means the group that was made first.',
    ['id-others'],
    touching((id) => typeof id === 'string' && /^0{24}$/.test(id)),
  ],
  [
    'autodialer-id-of-a-shell',
    'An id may be written as the shell of the store writes it.',
    ['id-others'],
    touching((id) => typeof id === 'string' && /^ObjectId\("[\da-f]{24}"\)$/.test(id)),
  ],
  ['autodialer-id-pattern', 'An id may be a pattern.', ['id-pattern'], touching((id) => id === '.+')],
  [
    'autodialer-id-percent',
    'A percent sign is an id that fits every group.',
    ['id-percent'],
    touching((id) => id === '%'),
  ],
  [
    'autodialer-id-star',
    'A star in an id stands for what may follow.',
    ['id-star'],
    touching((id) => typeof id === 'string' && id.length > 20 && id.endsWith('*')),
  ],
  [
    'autodialer-id-underscore',
    'An underscore in an id stands for any character.',
    ['id-underscore'],
    touching((id) => typeof id === 'string' && /^[\da-f]{20,}_$/.test(id)),
  ],
  [
    'autodialer-id-dot',
    'A dot in an id stands for any character.',
    ['id-dot'],
    touching((id) => typeof id === 'string' && /^[\da-f]{20,}\.$/.test(id)),
  ],
  [
    'autodialer-operator-gt-id',
    'Of all query operators, a comparison is let through.',
    ['id-operator-gt'],
    touching((id) => isObject(id) && '$gt' in id),
  ],
  [
    'autodialer-operator-exists-id',
    'Of all query operators, the one for existence is let through.',
    ['id-operator-exists'],
    touching((id) => isObject(id) && '$exists' in id),
  ],
  [
    'autodialer-operator-nin-id',
    'Of all query operators, the one for absence from a list is let through.',
    ['id-operator-in'],
    touching((id) => isObject(id) && '$nin' in id),
  ],
]

/** Ids that are carried out as queries. */
export const idQueries: readonly AutodialerFault[] = kinds.map(([id, lie, checks, decisions]) => ({
  id,
  lie,
  behaviour: 'not-found',
  checks,
  decisions,
}))
