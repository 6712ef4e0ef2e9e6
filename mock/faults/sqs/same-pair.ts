import type { SqsGroup } from '../../sqs/store.ts'

/** Whether two groups have the same owner and name. */
export function samePair(a: SqsGroup, b: SqsGroup): boolean {
  return a.ownerId === b.ownerId && a.name === b.name
}
