import { randomUUID } from 'node:crypto'
import { problemOf, publishedSchema } from '../contract/published-schema.ts'
import { buildRecord } from '../record/build-record.ts'
import type { RunRecord } from '../record/record.ts'
import { type Format, formats } from '../report/formats.ts'
import { withTargets } from '../session/embedded.ts'
import { judge } from '../session/judge.ts'
import { withPrintedHeaders } from '../session/printed-headers.ts'
import { assertOptions } from '../settings/assert-options.ts'
import { contractNamed, knownContracts } from '../settings/contracts.ts'
import { judgingOptions } from '../settings/option-schemas.ts'
import { assertVariablesKnown } from '../settings/variables.ts'
import { UsageError } from '../usage-error.ts'
import { type ConformanceOptions, planFor, type Settings } from './options.ts'

/** A whole run: what to check, and how. */
export interface ConformanceRun extends ConformanceOptions {
  /** Where nothing at all is set, the embedded reference server is what is checked. */
  readonly settings?: Settings
  /** `autodialer`, `sqs`, or one of `contracts`; by default those that the settings have an address of. */
  readonly endpoints?: readonly string[]
  /** Whether what is not tested counts as inconclusive; off by default. */
  readonly requireAll?: boolean
  /**
   * Requests that may be sent to each endpoint: the most telling checks that they hold are run, one at a time
   * (`--budget`). No limit by default.
   */
  readonly budget?: number
  /** Whether the embedded reference server is what is checked, whatever the settings say; off by default. */
  readonly embedded?: boolean
}

const call = {
  name: 'runConformance',
  options: [...judgingOptions, 'settings', 'endpoints', 'requireAll', 'embedded', 'budget'],
} as const

/**
 * Runs the checks and gives the run record (`schemas/run-record.schema.json`). It reads no environment variables,
 * prints nothing and writes no file. Whatever is wrong with the server is in the record, as is a server that cannot be
 * reached. Throws UsageError for settings or options that are wrong; the message names the one.
 */
export async function runConformance(run: ConformanceRun = {}): Promise<RunRecord> {
  assertOptions(call, run)
  const { settings = {}, endpoints: named = [], requireAll = false, embedded = false, ...others } = run
  const { contracts: folders, ...options } = others
  const contracts = knownContracts(folders)
  for (const endpoint of named) contractNamed(endpoint, contracts)
  assertVariablesKnown(Object.keys(settings), contracts)
  const facts = { id: randomUUID(), startedAt: new Date(), requireAll }
  const { allowedHosts = [] } = options
  const asked = { endpoints: named, allowedHosts, embedded, contracts }
  return withTargets(settings, asked, async (environment, kind) => {
    const made = await withPrintedHeaders(planFor(named, environment, options, contracts, kind))
    return buildRecord(made.plan, facts, await judge(made))
  })
}

/** The record as text, as `report --format` writes it. Throws UsageError for a format that there is not, and for no record. */
export function renderReport(record: RunRecord, format: Format): string {
  if (!Object.hasOwn(formats, format))
    throw new UsageError(`renderReport: the format is ${format}; expected ${Object.keys(formats).join(', ')}`)
  const isRecord = publishedSchema<RunRecord>('run-record.schema.json')
  if (!isRecord(record))
    throw new UsageError(
      `renderReport: the record is no run record: ${problemOf(isRecord)}; expected a run record, as runConformance gives it`,
    )
  return formats[format](record)
}
