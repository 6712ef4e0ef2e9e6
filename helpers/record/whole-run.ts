import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../usage-error.ts'
import { readEach } from './read-record.ts'

/** When the run began whose record is in that folder; undefined where that is of a selection, or where there is none. */
export function wholeRunIn(reports: string): string | undefined {
  const file = join(reports, 'conformance.json')
  if (!existsSync(file)) return undefined
  try {
    const [record] = readEach([file])
    if (!record) return undefined
    const { shard, complete, startedAt } = record.run
    const isWhole = complete && !shard && record.endpoints.every(({ leftOut }) => leftOut.length === 0)
    return isWhole ? startedAt : undefined
  } catch (error) {
    // Of another version, or no record at all.
    if (error instanceof UsageError) return undefined
    throw error
  }
}
