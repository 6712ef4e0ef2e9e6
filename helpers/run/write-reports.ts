import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { renderHtml } from '../report/html.ts'
import { renderJunit } from '../report/junit.ts'
import type { RunRecord } from '../report/record.ts'

/** The reports by the names of their files. */
export type Renderers = Readonly<Record<string, (record: RunRecord) => string>>

const all: Renderers = {
  'junit.xml': renderJunit,
  'index.html': renderHtml,
}

/** Writes the record, and then what is read off it: none of the reports can cost the record or another one. */
export function writeReports(record: RunRecord, folder: string, renderers: Renderers = all): void {
  writeFileSync(join(folder, 'conformance.json'), `${JSON.stringify(record, null, 2)}\n`)
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
