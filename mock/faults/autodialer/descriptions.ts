import type { Json, JsonObject } from '../../../helpers/contract/types.ts'
import { parseJson } from '../../json.ts'
import { type AutodialerFault, data, reading } from './tools.ts'

type Change = (description: string) => Json

/** Told as something else than it was sent as. */
const told: readonly (readonly [id: string, lie: string, change: Change])[] = [
  [
    'autodialer-description-parsed',
    'A description that is JSON is reported as what it says.',
    (text) => parseJson(Buffer.from(text)) ?? text,
  ],
  [
    'autodialer-description-field',
    'A description that begins with a dollar is the name of a member, which no group has.',
    (text) => (text.startsWith('$') ? '' : text),
  ],
]

/** Stored as something else than it is told. */
const stored: readonly (readonly [id: string, lie: string, isLost: (description: string) => boolean])[] = [
  [
    'autodialer-description-null-kept',
    'A description that reads null is told, and the one before stays stored.',
    (text) => text === 'null',
  ],
  [
    'autodialer-description-null-sign',
    'A description that is the sign for null of a database is told, and the one before stays stored.',
    (text) => text === '\\N',
  ],
  [
    'autodialer-description-blank',
    'A description of blanks alone is told, and the one before stays stored.',
    (text) => text.trim() === '' && text !== '',
  ],
]

/** Told as it was sent, and stored as nothing. */
const emptied: readonly (readonly [id: string, lie: string, isLost: (description: string) => boolean])[] = [
  [
    'autodialer-description-zero-emptied',
    'A description that is the figure 0 is told, and stored as none.',
    (text) => text === '0',
  ],
  [
    'autodialer-description-blank-emptied',
    'A description of blanks alone is told, and stored as none.',
    (text) => text.trim() === '',
  ],
]

/** What becomes of a description alone. */
export const descriptions: readonly AutodialerFault[] = [
  ...told.map(
    ([id, lie, change]): AutodialerFault => ({
      id,
      lie,
      behaviour: 'text',
      checks: ['text-description'],
      decisions: data((group) => changed(group, change)),
    }),
  ),
  ...stored.map(
    ([id, lie, isLost]): AutodialerFault => ({
      id,
      lie,
      behaviour: 'text',
      checks: ['text-description'],
      decisions: (honest) => ({
        write: (call, wanted) => {
          const before = call.store.find(wanted.id)?.description ?? ''
          const description = isLost(wanted.description) ? before : wanted.description
          return honest.write(call, { ...wanted, description })
        },
      }),
    }),
  ),
  ...emptied.map(
    ([id, lie, isLost]): AutodialerFault => ({
      id,
      lie,
      behaviour: 'text',
      checks: ['text-description'],
      decisions: (honest) => ({
        write: (call, wanted) =>
          honest.write(call, isLost(wanted.description) ? { ...wanted, description: '' } : wanted),
      }),
    }),
  ),
  {
    id: 'autodialer-description-cut-65535',
    lie: 'A description is told whole, and stored up to its 65,535th character.',
    behaviour: 'text',
    checks: ['text-description'],
    decisions: (honest) => ({
      write: (call, wanted) =>
        honest.write(call, { ...wanted, description: wanted.description.slice(0, 65_535) }),
    }),
  },
  {
    id: 'autodialer-description-chomped',
    lie: 'The last line end of a description is dropped.',
    behaviour: 'text',
    checks: ['text-description'],
    decisions: reading(({ description, ...rest }) =>
      typeof description === 'string'
        ? { ...rest, description: description.replace(/\n$/, '') }
        : { ...rest, ...(description !== undefined && { description }) },
    ),
  },
]

function changed(group: JsonObject, change: Change): JsonObject {
  const { description } = group
  return typeof description === 'string' ? { ...group, description: change(description) } : group
}
