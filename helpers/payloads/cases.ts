import type fc from 'fast-check'
import type { Json } from '../contract/types.ts'

/**
 * What a generated check draws. A case is plain JSON that holds nothing of the run that drew it, so that it can be kept
 * in a file and tried again on another target.
 */
export interface Cases<Case extends Json> {
  readonly drawn: fc.Arbitrary<Case>
  /** Whether a kept case, which anyone may have edited, is one of this check's. */
  readonly isCase: (value: Json) => value is Case
  /** How many cases one value counts for: a sequence is as long as several single requests. Default 1. */
  readonly weight?: number
}
