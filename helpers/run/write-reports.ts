import { accessSync, constants, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Format, formats } from '../report/formats.ts'
import type { RunRecord } from '../report/record.ts'
import { UsageError } from './usage-error.ts'

const recordFile = 'conformance.json'

/** What a run writes, beside its record. */
const reports: Readonly<Record<string, Format>> = {
  'junit.xml': 'junit',
  'summary.md': 'md',
}

/** Before a run: what it finds must have a place to go, where nothing of an earlier run can be taken for it. */
export function prepareReports(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
    for (const file of [recordFile, ...Object.keys(reports)]) rmSync(join(folder, file), { force: true })
  } catch {
    throw new UsageError(
      `--reports ${folder} cannot be written to; expected a folder, or a name for a new one`,
    )
  }
}

export function writeRecord(record: RunRecord, folder: string): void {
  writeFileSync(join(folder, recordFile), formats.json(record))
}

/** Writes every report of the record, each on its own: one that cannot be made costs nothing but itself. */
export function writeReports(record: RunRecord, folder: string): void {
  for (const [file, format] of Object.entries(reports))
    orSay(file, () => writeFileSync(join(folder, file), formats[format](record)))
}

/** Does what a verdict does not depend on; where it fails, that is said on standard error, and the run goes on. */
export function orSay(what: string, work: () => void): void {
  try {
    work()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    process.stderr.write(`group-update-conformance: ${what} could not be made: ${reason}\n`)
  }
}
