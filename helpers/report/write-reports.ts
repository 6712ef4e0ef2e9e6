import { accessSync, constants, mkdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { codeOf } from '../error-code.ts'
import { checksOf } from '../record/checks-of.ts'
import type { RunRecord } from '../record/record.ts'
import { replaceFile } from '../replace-file.ts'
import { UsageError } from '../usage-error.ts'
import { formats } from './formats.ts'

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
  } catch (error) {
    throw unwritable(folder, error)
  }
}

/** Before a run: the record of what is not done yet. Throws UsageError where none can be written. */
export function writeRecord(record: RunRecord, folder: string): void {
  try {
    replaceFile(join(folder, recordFile), formats.json(record))
  } catch (error) {
    throw unwritable(join(folder, recordFile), error)
  }
}

function unwritable(path: string, error: unknown): UsageError {
  return new UsageError(
    `--reports ${path} cannot be written to (${codeOf(error)}); expected a folder with room in it, or a name for a new one`,
  )
}

/** Writes the record, and then what is read off it: none of the reports can cost the record or another one. */
export function writeReports(record: RunRecord, folder: string, renderers: Renderers = all): void {
  for (const [name, render] of Object.entries({ [recordFile]: formats.json, ...renderers })) {
    const path = join(folder, name)
    attempt(path, () => replaceFile(path, render(record)))
  }
  attempt(join(folder, 'bodies'), () => writeBodies(record, folder))
}

/** The bodies that command lines read from files. */
function writeBodies({ endpoints }: RunRecord, folder: string): void {
  const exchanges = endpoints.flatMap(checksOf).flatMap(({ check }) => check.exchanges ?? [])
  for (const { file } of exchanges.map(({ request }) => request)) {
    if (!file) continue
    const path = join(folder, file.name)
    mkdirSync(dirname(path), { recursive: true })
    replaceFile(path, gunzipSync(Buffer.from(file.gzip, 'base64')))
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
