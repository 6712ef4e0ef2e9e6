import type { Json, JsonObject } from '../../../helpers/contract/types.ts'
import type { SqsGroup } from '../../sqs/store.ts'
import { type SqsFault, telling } from './twists.ts'

type Member = 'created' | 'updated' | 'id' | 'ownerId' | 'name'

/** What a member becomes; undefined where it is left out. */
type Change = (value: Json | undefined, stored: SqsGroup) => Json | undefined

const changes: readonly (readonly [id: string, lie: string, member: Member, change: Change])[] = [
  ['sqs-no-owner', 'The owner is left out of the answer.', 'ownerId', () => undefined],
  ['sqs-no-updated', 'The time of the update is left out of the answer.', 'updated', () => undefined],
  ['sqs-null-name', 'The name is shown as null.', 'name', () => null],
  ['sqs-owner-number', 'An owner of digits is written as a number.', 'ownerId', (value) => Number(value)],
  ['sqs-epoch-number', 'A date is a number of milliseconds.', 'created', (_value, { created }) => created],
]

/** Members of the answer that are absent or of a wrong type. */
export const members: readonly SqsFault[] = [
  ...changes.map(
    ([id, lie, member, change]): SqsFault => ({
      id,
      lie,
      behaviour: 'success',
      checks: ['answer-members'],
      decisions: telling((shown, _call, stored) => changed(shown, member, change(shown[member], stored))),
    }),
  ),
  {
    id: 'sqs-members-renamed',
    lie: 'Members are called owner_id, created_at and updated_at.',
    behaviour: 'success',
    checks: ['answer-members'],
    decisions: telling(({ created = '', updated = '', ownerId = '', ...rest }) => ({
      ...rest,
      owner_id: ownerId,
      created_at: created,
      updated_at: updated,
    })),
  },
  {
    id: 'sqs-wrapped',
    lie: 'The group is wrapped in a member called data.',
    behaviour: 'success',
    checks: ['answer-members'],
    decisions: telling((shown) => ({ data: shown })),
  },
]

function changed(shown: JsonObject, member: Member, value: Json | undefined): JsonObject {
  const { [member]: _left, ...rest } = shown
  return value === undefined ? rest : { ...shown, [member]: value }
}
