import { findingsOf } from './causes.ts'
import { oneLine } from './explain.ts'
import type { RunRecord } from './record.ts'

/** Workflow commands that show each finding of a run on the page of a GitHub job: an error, or a warning. */
export function renderAnnotations({ endpoints }: RunRecord): string {
  return endpoints
    .flatMap((endpoint) =>
      findingsOf(endpoint).map(({ cause, checks: [{ check }, ...others] }) => {
        const command = check.verdict === 'fail' ? 'error' : 'warning'
        const title = `${endpoint.name} ${check.id}`
        const also = others.map((other) => other.check.id).join(', ')
        const message = [
          check.title,
          cause ?? check.reason ?? '',
          ...(also === '' ? [] : [`of the same cause: ${also}`]),
        ].join('; ')
        return `::${command} title=${property(title)}::${data(message)}\n`
      }),
    )
    .join('')
}

/** On one line, so that it is one command; the sign that escapes is escaped. */
function data(text: string): string {
  return oneLine(text).replaceAll('%', '%25')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
