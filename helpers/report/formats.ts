import { renderHtml } from './html.ts'
import { renderJunit } from './junit.ts'
import type { RunRecord } from './record.ts'
import { renderStatement, renderStatementJson } from './render-statement.ts'
import { renderSummary } from './summary.ts'

/** What a record can be shown as. */
export const formats = {
  junit: renderJunit,
  html: renderHtml,
  md: renderSummary,
  statement: renderStatement,
  'statement-json': renderStatementJson,
  json: (record: RunRecord) => `${JSON.stringify(record, null, 2)}\n`,
} as const satisfies Readonly<Record<string, (record: RunRecord) => string>>

export type Format = keyof typeof formats
