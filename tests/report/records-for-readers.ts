import type { RunRecord } from '../../helpers/record/record.ts'
import { madeUp, recordOf } from '../run/in-process.ts'
import { hostileRecord } from './hostile-record.ts'
import { recordWithConsequences } from './records.ts'

/** Records that readers of reports are tried with, by what they are. */
export const recordsForReaders: Readonly<Record<string, RunRecord>> = {
  'with every verdict and hostile texts': hostileRecord(),
  'with findings and what follows from them': recordWithConsequences(),
  'of a run on both endpoints': recordOf([
    madeUp('autodialer', ({ id }) => (id.startsWith('auth') ? 'fail' : 'pass')),
    madeUp('sqs', ({ id }) => (id.startsWith('tenant') ? 'not-tested' : 'inconclusive')),
  ]),
}
