import { mergeRecords, NotMergeable } from '../report/merge.ts'
import type { RunRecord } from '../report/record.ts'
import { UsageError } from '../usage-error.ts'
import { type PublishedFile, readPublished } from './read-published.ts'

const runRecord: PublishedFile = {
  schema: 'run-record.schema.json',
  name: 'run record',
  from: 'such as reports/conformance.json',
}

/** The record in a file, or of the shards in several. Throws UsageError for what is no record, or of different runs. */
export function readRecords(files: readonly string[]): RunRecord {
  const [first, ...others] = files.map((file) => readPublished<RunRecord>(file, runRecord))
  if (!first) throw new UsageError('--from names no file; expected a run record, or the shards of one run')
  if (others.length === 0 && !first.run.shard) return first
  try {
    return mergeRecords([first, ...others])
  } catch (error) {
    if (error instanceof NotMergeable) throw new UsageError(`${files.join(', ')}: ${error.message}`)
    throw error
  }
}
