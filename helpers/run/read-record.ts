import { readFileSync } from 'node:fs'
import type { ValidateFunction } from 'ajv'
import { mergeRecords, NotMergeable } from '../report/merge.ts'
import type { RunRecord } from '../report/record.ts'
import { problemOf, publishedSchema } from './published-schema.ts'
import { UsageError } from './usage-error.ts'

/** The record in a file, or of the shards in several. Throws UsageError for what is no record, or of different runs. */
export function readRecords(files: readonly string[]): RunRecord {
  const isRecord = publishedSchema<RunRecord>('run-record.schema.json')
  const [first, ...others] = files.map((file) => readRecord(file, isRecord))
  if (!first) throw new UsageError('--from names no file; expected a run record, or the shards of one run')
  if (others.length === 0 && !first.run.shard) return first
  try {
    return mergeRecords([first, ...others])
  } catch (error) {
    if (error instanceof NotMergeable) throw new UsageError(`${files.join(', ')}: ${error.message}`)
    throw error
  }
}

function readRecord(file: string, isRecord: ValidateFunction<RunRecord>): RunRecord {
  const record = readJson(file)
  if (isRecord(record)) return record
  throw new UsageError(`${file} is no run record: ${problemOf(isRecord)}`)
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new UsageError(
      error instanceof SyntaxError
        ? `${file} is no run record: it is not JSON`
        : `${file} cannot be read; expected a run record, such as reports/conformance.json`,
    )
  }
}
