import { renderHtml } from './html.ts'
import { renderJunit } from './junit.ts'
import type { RunRecord } from './record.ts'
import { renderStatement, renderStatementJson } from './render-statement.ts'
import { renderSummary } from './summary.ts'

/** What a record can be shown as. */
export type Format = 'junit' | 'html' | 'md' | 'statement' | 'statement-json' | 'json'

export const formats: Readonly<Record<Format, (record: RunRecord) => string>> = {
  junit: renderJunit,
  html: renderHtml,
  md: renderSummary,
  statement: renderStatement,
  'statement-json': renderStatementJson,
  json: (record) => `${JSON.stringify(record, null, 2)}\n`,
}
