import { oneLine } from '../printable.ts'
import type { JudgedCheck } from '../record/checks-of.ts'
import type { RunRecord } from '../record/record.ts'
import { findingsOf, headlineOf, linesOf } from './causes.ts'

/** Workflow commands that show each finding of a run on the page of a GitHub job: an error, or a warning. */
export function renderAnnotations({ endpoints }: RunRecord): string {
  return endpoints
    .flatMap((endpoint) =>
      findingsOf(endpoint).map((finding) => {
        const { verdict, consequences } = finding
        const [{ check }, ...others] = finding.checks
        const command = verdict === 'fail' ? 'error' : 'warning'
        const title = `${endpoint.name} ${check.id}`
        const message = [
          check.title,
          headlineOf(finding) ?? check.reason ?? '',
          ...named('of the same cause', others),
          ...named('consequences', consequences),
        ].join('; ')
        return `::${command} title=${property(title)}::${data(message)}\n`
      }),
    )
    .join('')
}

function named(head: string, checks: readonly JudgedCheck[]): string[] {
  const ids = linesOf(checks, ({ check }) => check.id)
  return ids.length > 0 ? [`${head}: ${ids.join(', ')}`] : []
}

/** On one line, so that it is one command; the sign that escapes is escaped. */
function data(text: string): string {
  return oneLine(text).replaceAll('%', '%25')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
