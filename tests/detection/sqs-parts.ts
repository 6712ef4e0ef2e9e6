import type { Behaviour } from '../../mock/fault.ts'

/** Faults of what is answered and stored; of how texts and odd requests fare; the others are of what is refused. */
export const answering: readonly Behaviour[] = ['success', 'persistence', 'representation']
export const reading: readonly Behaviour[] = ['text', 'robustness', 'concurrency']

/** Faults that write to groups of other checks: only one check at a time can tell whose finding that is. */
export const oneByOne: readonly string[] = ['sqs-writes-newest-too', 'sqs-tenant-others-written']
