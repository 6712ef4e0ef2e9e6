import type { Level } from '../contract/types.ts'
import { groupBy } from '../group-by.ts'
import type { EndpointRecord, RequirementRecord, RunRecord } from '../record/record.ts'
import type { Conformance } from '../verdict/conformance.ts'
import { type Verdict, verdicts, worst } from '../verdict/verdict.ts'
import { whereOf } from './where.ts'

/** Several runs side by side: for each endpoint, what each target did of each requirement. */
export interface TargetTable {
  readonly endpoint: string
  readonly targets: readonly TargetColumn[]
  /** What differs between targets, the worst first; then what is the same in all. */
  readonly differing: readonly TargetRow[]
  readonly same: readonly TargetRow[]
  /** The targets were not judged by the same checks: what differs may be them. */
  readonly catalogues: number
}

export interface TargetColumn {
  readonly where: string
  /** When the run began. */
  readonly at: string
  readonly verdict: Conformance
  readonly version: string
  /** What of the run is missing. */
  readonly incomplete?: string
}

export interface TargetRow {
  readonly id: string
  readonly level: Level
  readonly duty: string
  /** In the order of the targets; undefined where a run has no check of the requirement. */
  readonly cells: readonly (TargetCell | undefined)[]
}

export interface TargetCell {
  readonly verdict: Verdict
  /** What each check of the requirement came to, in words that can be compared. */
  readonly checks: string
  /** What is wrong, by cause, or why it could not be judged. */
  readonly why: readonly string[]
}

interface Run {
  readonly record: RunRecord
  readonly endpoint: EndpointRecord
}

/** A table for each endpoint that any of the runs judged. */
export function targetTables(records: readonly RunRecord[]): TargetTable[] {
  const runs = records.flatMap((record) => record.endpoints.map((endpoint): Run => ({ record, endpoint })))
  return [...groupBy(runs, ({ endpoint }) => endpoint.name)].map(([name, several]) => tableOf(name, several))
}

function tableOf(endpoint: string, runs: readonly Run[]): TargetTable {
  const all = runs.flatMap((run) => run.endpoint.requirements)
  const rows = [...groupBy(all, ({ id }) => id).values()]
    .flatMap((same) => rowOf(same, runs))
    .sort((a, b) => rank(a) - rank(b))
  return {
    endpoint,
    targets: runs.map(columnOf),
    differing: rows.filter(differs),
    same: rows.filter((row) => !differs(row)),
    catalogues: new Set(runs.map(({ record }) => record.suite.catalogue)).size,
  }
}

function columnOf({ record: { suite, run }, endpoint }: Run): TargetColumn {
  const { verdict, lost } = endpoint
  const incomplete = lost ?? run.incomplete
  const { version } = suite
  return {
    where: whereOf(endpoint),
    at: run.startedAt,
    verdict,
    version,
    ...(incomplete !== undefined && { incomplete }),
  }
}

function rowOf([first]: readonly RequirementRecord[], runs: readonly Run[]): TargetRow[] {
  if (!first) return []
  const { id, level, duty } = first
  const cells = runs.map(({ endpoint }) => cellOf(endpoint.requirements.find((each) => each.id === id)))
  return [{ id, level, duty, cells }]
}

function cellOf(requirement: RequirementRecord | undefined): TargetCell | undefined {
  if (!requirement) return undefined
  const { verdict, checks } = requirement
  const why = checks.flatMap((check) =>
    check.verdict === verdict && verdict !== 'pass' ? [check.cause ?? check.reason ?? check.title] : [],
  )
  const each = checks.map((check) => `${check.id} ${check.verdict}`)
  return { verdict, checks: each.sort().join(), why: [...new Set(why)] }
}

/** Reasons tell of single exchanges, which are never the same twice: the verdicts of checks are compared, not words. */
function differs({ cells }: TargetRow): boolean {
  return new Set(cells.map((cell) => cell?.checks)).size > 1
}

/** The worst first: the place of the worst verdict of all targets. */
function rank({ cells }: TargetRow): number {
  return verdicts.indexOf(worst(cells.flatMap((cell) => cell?.verdict ?? [])))
}
