import type { Json } from '../contract/types.ts'
import { type Contrast, contrastOf } from './contrast.ts'
import { natureOf, type Whose } from './nature.ts'

/** How a value that was seen differs from the one that was expected: what a report sets against each other. */
export interface Difference extends Contrast {
  /** Whether it is done to the value itself, and so explains what else such values come to, wherever that is seen. */
  readonly everywhere?: true
  /** Whose value it is that was seen, where that tells more than its characters. */
  readonly says?: string
}

/** A difference of a member in words, and what a report shows of it. */
export interface ToldDifference {
  readonly expected: string
  readonly seen: string
  /** In the same words for each difference of its kind. */
  readonly cause: string
  readonly difference: Difference
}

/** Tells how a member differs; `how` is what became of it, such as ` stored as`, and `now` what did in place of that. */
export function tellDifference(
  {
    member,
    sent,
    seen,
  }: { readonly member: string; readonly sent: Json | undefined; readonly seen: Json | undefined },
  how: string,
  whose: Whose,
  now = how,
): ToldDifference {
  const { lengths, ...contrast } = contrastOf(sent, seen)
  const by = seen === undefined ? undefined : whose(seen)?.by
  const { says, everywhere } = natureOf(member, sent, seen, whose)
  return {
    expected: `${member}${how} ${contrast.expected}${lengths.expected}`,
    seen: `${member}${now} ${contrast.seen}${lengths.seen}`,
    cause: says,
    difference: {
      ...contrast,
      ...(everywhere && { everywhere }),
      ...(by && { says: `it is the ${member} that ${by} sent` }),
    },
  }
}
