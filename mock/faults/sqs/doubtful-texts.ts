import type { Json } from '../../../helpers/contract/types.ts'
import { textOr } from '../../json.ts'
import { type SqsFault, tolerating } from './twists.ts'

/** Takes a name that the server refuses, and makes another of it. */
const remaking = (
  isTaken: (name: string) => boolean,
  remake: (name: string, before: string) => string,
): SqsFault['decisions'] => {
  const takes = (value: Json | undefined) => typeof value === 'string' && isTaken(value)
  return (honest) => ({
    ...tolerating((field, value) => field === 'name' && takes(value))(honest),
    change: async (call, group, payload) => {
      const wanted = await honest.change(call, group, payload)
      return takes(payload.name) ? { ...wanted, name: remake(textOr('', payload.name), group.name) } : wanted
    },
  })
}

/** Texts that may be refused, and are taken for others. */
export const doubtfulTexts: readonly SqsFault[] = [
  {
    id: 'sqs-text-control-dropped',
    lie: 'Control characters are dropped, and the rest is stored.',
    behaviour: 'text',
    checks: ['text-control'],
    decisions: remaking(
      (name) => name.includes('\u0001'),
      (name) => name.replaceAll('\u0001', '').replaceAll('\u001b', ''),
    ),
  },
  {
    id: 'sqs-text-empty-kept-old',
    lie: 'An empty name is none: the group keeps its name, under 200.',
    behaviour: 'text',
    checks: ['text-empty'],
    decisions: remaking(
      (name) => name === '',
      (_name, before) => before,
    ),
  },
]
