import { accessSync, constants, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { formats } from '../report/formats.ts'
import type { RunRecord } from '../report/record.ts'
import { UsageError } from '../usage-error.ts'

/** The reports by the names of their files. */
export type Renderers = Readonly<Record<string, (record: RunRecord) => string>>

const all: Renderers = {
  'junit.xml': formats.junit,
  'index.html': formats.html,
  'summary.md': formats.md,
}

const recordFile = 'conformance.json'

/** Before a run: what it finds must have a place to go, where no report of an earlier run can be taken for its own. */
export function prepareReports(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
    for (const file of [recordFile, ...Object.keys(all)]) {
      const path = join(folder, file)
      if (statSync(path, { throwIfNoEntry: false })?.isFile()) rmSync(path)
    }
  } catch {
    throw new UsageError(
      `--reports ${folder} cannot be written to; expected a folder, or a name for a new one`,
    )
  }
}

export function writeRecord(record: RunRecord, folder: string): void {
  writeFileSync(join(folder, recordFile), formats.json(record))
}

/** Writes the record, and then what is read off it: none of the reports can cost the record or another one. */
export function writeReports(record: RunRecord, folder: string, renderers: Renderers = all): void {
  writeRecord(record, folder)
  for (const [name, render] of Object.entries(renderers)) {
    const path = join(folder, name)
    attempt(path, () => writeFileSync(path, render(record)))
  }
}

/** Says in one line on stderr what went wrong with a report: the verdict stands without it. */
export function attempt(report: string, write: () => void): void {
  try {
    write()
  } catch (error) {
    const [why] = (error instanceof Error ? error.message : String(error)).split('\n', 1)
    process.stderr.write(`${report} could not be written: ${why}\n`)
  }
}
