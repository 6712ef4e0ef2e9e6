import { nearest } from '../helpers/nearest.ts'
import { UsageError } from '../helpers/usage-error.ts'
import { honestAutodialer } from './autodialer/honest.ts'
import type { Active, Behaviour } from './behaviour.ts'
import { compose } from './fault.ts'
import type { FaultId } from './fault-ids.ts'
import { autodialerFaults } from './faults/autodialer/all.ts'
import { sqsFaults } from './faults/sqs/all.ts'
import { honestSqs } from './sqs/honest.ts'
import { autodialerTroubles } from './troubles/autodialer.ts'
import { sqsTroubles } from './troubles/sqs.ts'
import { autodialerVariants } from './variants/autodialer.ts'
import { sqsVariants } from './variants/sqs.ts'

/** Every fault, every variant and every trouble, whichever endpoint it belongs to. */
export const faults = [...autodialerFaults, ...sqsFaults]
export const variants = [...autodialerVariants, ...sqsVariants]
export const troubles = [...autodialerTroubles, ...sqsTroubles]

/** The decisions of a server with these faults and variants; a trouble is asked for as a variant. Faults lie on top. */
export function behaviourOf(faultIds: readonly string[], variantIds: readonly string[]): Behaviour {
  const activeFaults = chosen('fault', faultIds, faults)
  const activeVariants = chosen('variant', variantIds, [...variants, ...troubles])
  const twistsIn = <T extends { id: string }>(ids: readonly string[], list: readonly T[]) =>
    ids.flatMap((id) => list.filter((twist) => twist.id === id))
  return {
    sqs: compose(
      compose(honestSqs, twistsIn(variantIds, [...sqsVariants, ...sqsTroubles])),
      twistsIn(faultIds, sqsFaults),
    ),
    autodialer: compose(
      compose(honestAutodialer, twistsIn(variantIds, [...autodialerVariants, ...autodialerTroubles])),
      twistsIn(faultIds, autodialerFaults),
    ),
    active: [
      ...activeVariants.map((twist): Active => ({ kind: 'variant', id: twist.id, says: described(twist) })),
      ...activeFaults.map(({ id, lie }): Active => ({ kind: 'fault', id, says: lie })),
    ],
    settings: Object.assign(
      {},
      ...activeVariants.map((twist) => ('settings' in twist ? twist.settings : undefined)),
    ),
  }
}

/** The same texts as ids of faults. Throws UsageError for one that is none, naming the nearest. */
export function faultIdsOf(texts: readonly string[]): FaultId[] {
  chosen('fault', texts, faults)
  return texts.filter(isFaultId)
}

function isFaultId(text: string): text is FaultId {
  return faults.some(({ id }) => id === text)
}

function described(twist: (typeof variants)[number] | (typeof troubles)[number]): string {
  return 'what' in twist ? twist.what : twist.difference
}

/** The entries of a list that have these ids; an id that the list does not have is an error. */
export function chosen<T extends { readonly id: string }>(
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
