import { renderJunit } from './junit.ts'
import type { RunRecord } from './record.ts'
import { renderSummary } from './summary.ts'

/** What a record can be shown as. */
export const formats = {
  junit: renderJunit,
  md: renderSummary,
  json: (record: RunRecord) => `${JSON.stringify(record, null, 2)}\n`,
} as const satisfies Readonly<Record<string, (record: RunRecord) => string>>

export type Format = keyof typeof formats
