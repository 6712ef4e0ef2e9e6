import { accessSync, constants, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { checksOf } from '../record/checks-of.ts'
import type { RunRecord } from '../record/record.ts'
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
  } catch {
    throw unwritable(folder)
  }
}

/** Before a run: the record of what is not done yet. Throws UsageError where none can be written. */
export function writeRecord(record: RunRecord, folder: string): void {
  try {
    replaceFile(join(folder, recordFile), formats.json(record))
  } catch {
    throw unwritable(join(folder, recordFile))
  }
}

function unwritable(path: string): UsageError {
  return new UsageError(
    `--reports ${path} cannot be written to; expected a folder with room in it, or a name for a new one`,
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
    writeFileSync(path, gunzipSync(Buffer.from(file.gzip, 'base64')))
  }
}

/** Whoever reads a report while it is written, or after a disk was full, finds the whole of it or the one before. */
function replaceFile(path: string, text: string): void {
  const unfinished = `${path}.${process.pid}.tmp`
  try {
    writeFileSync(unfinished, text)
    renameSync(unfinished, path)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
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
