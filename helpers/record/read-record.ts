import { type PublishedFile, readPublished } from '../contract/read-published.ts'
import { UsageError } from '../usage-error.ts'
import { mergeRecords, NotMergeable } from './merge.ts'
import type { RunRecord } from './record.ts'

const runRecord: PublishedFile = {
  schema: 'run-record.schema.json',
  name: 'run record',
  from: 'such as reports/conformance.json',
}

/** The records in files, each by itself. Throws UsageError for what is no record, and where none is named. */
export function readEach(files: readonly string[]): RunRecord[] {
  const records = files.map((file) => readPublished<RunRecord>(file, runRecord))
  if (records.length === 0)
    throw new UsageError('--from names no file; expected a run record, or the shards of one run')
  return records
}

/** One record of several that were read from files: the shards of a run. Throws UsageError for different runs. */
export function asOne([first, ...others]: readonly RunRecord[], files: readonly string[]): RunRecord {
  if (!first) throw new Error('a record of no records')
  if (others.length === 0 && !first.run.shard) return first
  try {
    return mergeRecords([first, ...others])
  } catch (error) {
    if (error instanceof NotMergeable) throw new UsageError(`${files.join(', ')}: ${error.message}`)
    throw error
  }
}
