import { randomUUID } from 'node:crypto'
import { type Format, formats } from '../report/formats.ts'
import type { RunRecord } from '../report/record.ts'
import { buildRecord } from '../run/build-record.ts'
import { withTargets } from '../run/embedded.ts'
import type { PlannedEndpoint } from '../run/make-plan.ts'
import { runChecks } from '../run/run-checks.ts'
import { Target } from '../target/target.ts'
import { type ConformanceOptions, planFor, type Settings } from './options.ts'

/** A whole run: what to check, and how. */
export interface ConformanceRun extends ConformanceOptions {
  /** Without any address, the embedded reference server is what is checked. */
  readonly settings?: Settings
  /** `autodialer`, `sqs` or both; by default those that the settings have an address of. */
  readonly endpoints?: readonly string[]
  /** Whether what is not tested counts as inconclusive; off by default. */
  readonly requireAll?: boolean
}

/**
 * Runs the checks and gives the run record (`schemas/run-record.schema.json`). It reads no environment variables,
 * prints nothing and writes no file. Whatever is wrong with the server is in the record, as is a server that cannot be
 * reached. Throws UsageError for settings or options that are wrong; the message names the one.
 */
export async function runConformance({
  settings = {},
  endpoints: named = [],
  requireAll = false,
  ...options
}: ConformanceRun = {}): Promise<RunRecord> {
  const facts = { id: randomUUID(), startedAt: new Date(), requireAll }
  return withTargets(settings, async (environment, kind) => {
    const { plan, endpoints } = planFor(named, environment, options, kind)
    const judge = async (planned: PlannedEndpoint) => {
      const target = new Target(planned.contract, planned.settings, plan)
      return { ...planned, ...(await runChecks(target, planned.selected, plan.options, plan)) }
    }
    return buildRecord(plan, facts, await Promise.all(endpoints.map(judge)))
  })
}

/** The record as text, as the command writes it: `junit`, `html`, `md`, `json`, `statement` or `statement-json`. */
export function renderReport(record: RunRecord, format: Format): string {
  return formats[format](record)
}
