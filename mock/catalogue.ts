import { nearest } from '../helpers/nearest.ts'
import { UsageError } from '../helpers/usage-error.ts'
import { honestAutodialer } from './autodialer/honest.ts'
import type { Active, Behaviour } from './behaviour.ts'
import { compose } from './fault.ts'
import { autodialerFaults } from './faults/autodialer/all.ts'
import { sqsFaults } from './faults/sqs/all.ts'
import { honestSqs } from './sqs/honest.ts'
import { autodialerVariants } from './variants/autodialer.ts'
import { sqsVariants } from './variants/sqs.ts'

/** Every fault and every variant, whichever endpoint it belongs to. */
export const faults = [...autodialerFaults, ...sqsFaults]
export const variants = [...autodialerVariants, ...sqsVariants]

/** The decisions of a server with these faults and variants; faults lie on top of variants. */
export function behaviourOf(faultIds: readonly string[], variantIds: readonly string[]): Behaviour {
  const activeFaults = chosen('fault', faultIds, faults)
  const activeVariants = chosen('variant', variantIds, variants)
  const twistsIn = <T extends { id: string }>(ids: readonly string[], list: readonly T[]) =>
    ids.flatMap((id) => list.filter((twist) => twist.id === id))
  return {
    sqs: compose(honestSqs, [...twistsIn(variantIds, sqsVariants), ...twistsIn(faultIds, sqsFaults)]),
    autodialer: compose(honestAutodialer, [
      ...twistsIn(variantIds, autodialerVariants),
      ...twistsIn(faultIds, autodialerFaults),
    ]),
    active: [
      ...activeVariants.map(({ id, difference }): Active => ({ kind: 'variant', id, says: difference })),
      ...activeFaults.map(({ id, lie }): Active => ({ kind: 'fault', id, says: lie })),
    ],
    settings: Object.assign({}, ...activeVariants.map(({ settings }) => settings ?? {})),
  }
}

/** The entries of a list that have these ids; an id that the list does not have is an error. */
function chosen<T extends { readonly id: string }>(
  kind: string,
  ids: readonly string[],
  list: readonly T[],
): T[] {
  return ids.map((id) => {
    const entry = list.find((candidate) => candidate.id === id)
    if (entry !== undefined) return entry
    const near = nearest(
      id,
      list.map((candidate) => candidate.id),
    )
    throw new UsageError(`unknown ${kind} "${id}"; did you mean "${near}"?`)
  })
}
