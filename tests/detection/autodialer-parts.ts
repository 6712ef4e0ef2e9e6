import type { Behaviour } from '../../mock/fault.ts'

/** Faults of what is answered and stored; the others are of what is taken. Two files run on two cores. */
export const answering: readonly Behaviour[] = [
  'success',
  'persistence',
  'representation',
  'optional',
  'text',
  'lists',
  'concurrency',
]
