import { appendFileSync } from 'node:fs'
import type { RunRecord } from '../record/record.ts'
import { renderAnnotations } from '../report/annotations.ts'
import { renderSummary } from '../report/summary.ts'
import { type Environment, given } from '../settings/environment.ts'

/** In a job of GitHub Actions, findings are annotations of it and the summary is its summary; elsewhere, nothing is. */
export function tellGithub(record: RunRecord, environment: Environment): void {
  if (given(environment, 'GITHUB_ACTIONS') !== 'true') return
  process.stdout.write(renderAnnotations(record))
  const summary = given(environment, 'GITHUB_STEP_SUMMARY')
  if (summary !== undefined) appendFileSync(summary, renderSummary(record))
}
