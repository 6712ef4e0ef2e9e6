import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Check, levelOf } from '../checks/check.ts'
import type { CheckResult } from '../checks/run-check.ts'
import type { Contract } from '../contract/contract.ts'
import { packageRoot } from '../package-root.ts'
import { countsOf } from '../report/counts.ts'
import type { CheckRecord, EndpointRecord, LeftOut, RequirementRecord, RunRecord } from '../report/record.ts'
import { conformanceOf, worstConformance } from '../verdict/conformance.ts'
import { worst } from '../verdict/verdict.ts'
import type { PlannedEndpoint } from './make-plan.ts'
import type { Plan } from './plan.ts'
import type { SessionEnd } from './session.ts'

/** What came of the checks of one endpoint. */
export interface EndpointResults extends PlannedEndpoint, SessionEnd {
  readonly results: readonly CheckResult[]
}

/** What the record says of the run itself, beyond its plan. */
export interface RunFacts {
  readonly id: string
  readonly startedAt: Date
  readonly requireAll: boolean
  readonly baseline?: NonNullable<RunRecord['run']['baseline']>
}

/** Makes the run record. A run of several endpoints is as good as the worst of them. */
export function buildRecord(
  { options, selection }: Plan,
  { id, startedAt, requireAll, baseline }: RunFacts,
  results: readonly EndpointResults[],
): RunRecord {
  const { only, skip, shard } = selection
  const incomplete = missingFrom(results)
  const endpoints = results.map((each) => endpointRecord(each, requireAll))
  const { name, version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'))
  return {
    format: 1,
    suite: { name, version, catalogue: digest(results) },
    run: {
      id,
      startedAt: startedAt.toISOString(),
      finishedAt: new Date().toISOString(),
      ...options.generation,
      complete: incomplete === undefined,
      ...(incomplete !== undefined && { incomplete }),
      failOn: options.gate,
      requireAll,
      selection: { only, skip },
      ...(shard && { shard }),
      ...(baseline && { baseline }),
    },
    verdict: worstConformance(endpoints.map(({ verdict }) => verdict)),
    endpoints,
  }
}

/** Which endpoints were not checked to the end; undefined where all were. */
function missingFrom(results: readonly EndpointResults[]): string | undefined {
  const cutOff = results.filter(({ results: done, selected }) => done.length < selected.length)
  const counts = cutOff.map(
    ({ contract: { name }, results: done, selected }) => `${done.length} of ${selected.length} on ${name}`,
  )
  return counts.length > 0 ? `cut off: checks that were run are ${counts.join(', ')}` : undefined
}

function endpointRecord(
  { contract, settings, checks, selected, leftOut, results, requests, leftovers }: EndpointResults,
  requireAll: boolean,
): EndpointRecord {
  const judged = requireAll ? results.map(countNotTested) : results
  const requirements = requirementRecords(contract, judged)
  return {
    name: contract.name,
    title: contract.title,
    baseUrl: settings.baseUrl,
    kind: settings.kind,
    verdict: conformanceOf(judged, {
      leftOut: checks.filter((check) => !selected.includes(check)).map((check) => about(contract, check)),
      complete: results.length === selected.length,
    }),
    requests,
    counts: countsOf(judged),
    leftovers,
    requirements,
    leftOut: leftOut.map((check) => about(contract, check)),
  }
}

function about(contract: Contract, check: Check): LeftOut {
  return { id: check.id, requirement: check.requirements[0], level: levelOf(contract, check) }
}

/** `--require-all`: what was not tested counts as inconclusive. */
function countNotTested(result: CheckResult): CheckResult {
  return result.verdict === 'not-tested' ? { ...result, verdict: 'inconclusive' } : result
}

function requirementRecords(contract: Contract, results: readonly CheckResult[]): RequirementRecord[] {
  return Object.entries(contract.requirements).flatMap(([id, { level, basis, duty, source }]) => {
    const checks = results.filter(({ requirements }) => requirements.includes(id)).map(checkRecord)
    return checks.length === 0
      ? []
      : [{ id, level, basis, duty, source, verdict: worst(checks.map(({ verdict }) => verdict)), checks }]
  })

  function checkRecord({ level: _level, requirements: _requirements, ...check }: CheckResult): CheckRecord {
    const seed = check.counterexample ? ` --seed ${check.counterexample.seed}` : ''
    const repeat = `npx group-update-conformance run ${contract.name} --only ${check.id}${seed}`
    return check.verdict === 'pass' ? check : { ...check, repeat }
  }
}

function digest(results: readonly EndpointResults[]): string {
  const judged = results.map(({ contract, checks }) => [
    contract.name,
    contract.requirements,
    checks.map(({ id, title, requirements }) => [id, title, requirements]),
  ])
  return `sha256:${createHash('sha256').update(JSON.stringify(judged)).digest('hex').slice(0, 16)}`
}
