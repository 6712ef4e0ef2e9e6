import type { RunRecord } from '../record/record.ts'
import { renderBadge } from './badge.ts'
import { renderCtrf } from './ctrf.ts'
import { renderHar } from './har.ts'
import { renderHtml } from './html.ts'
import { renderJunit } from './junit.ts'
import { renderStatement, renderStatementJson } from './render-statement.ts'
import { renderSummary } from './summary.ts'

/** What a record can be shown as. */
export type Format =
  | 'junit'
  | 'html'
  | 'md'
  | 'statement'
  | 'statement-json'
  | 'ctrf'
  | 'har'
  | 'badge'
  | 'json'

/** A new format is a line here, beside the file that renders it. */
export const formats: Readonly<Record<Format, (record: RunRecord) => string>> = {
  junit: renderJunit,
  html: renderHtml,
  md: renderSummary,
  statement: renderStatement,
  'statement-json': renderStatementJson,
  ctrf: renderCtrf,
  har: renderHar,
  badge: renderBadge,
  json: (record) => `${JSON.stringify(record, null, 2)}\n`,
}
