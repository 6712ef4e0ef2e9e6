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
import { caseFile } from './case-files.ts'
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
  /** The folder of the reports, below which case files are written; without one, none are. */
  readonly reports?: string
  readonly baseline?: NonNullable<RunRecord['run']['baseline']>
}

/** Makes the run record. A run of several endpoints is as good as the worst of them. */
export function buildRecord(
  plan: Plan,
  { baseline, ...facts }: RunFacts,
  results: readonly EndpointResults[],
): RunRecord {
  const { options, selection } = plan
  const { only, skip, shard } = selection
  const incomplete = missingFrom(results)
  const { seed, cases } = options.generation
  const endpoints = results.map((each) => endpointRecord(each, plan, facts))
  const { name, version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'))
  return {
    format: 1,
    suite: { name, version, catalogue: digest(results) },
    run: {
      id: facts.id,
      startedAt: facts.startedAt.toISOString(),
      finishedAt: new Date().toISOString(),
      seed,
      cases,
      complete: incomplete === undefined,
      ...(incomplete !== undefined && { incomplete }),
      failOn: options.gate,
      requireAll: facts.requireAll,
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
  { contract, settings, checks, selected, leftOut, results, requests, leftovers, lost }: EndpointResults,
  { network }: Plan,
  { requireAll, reports }: Pick<RunFacts, 'requireAll' | 'reports'>,
): EndpointRecord {
  const trusted = lost ? results.map((result) => withoutLoss(result, lost)) : results
  const judged = requireAll ? trusted.map(countNotTested) : trusted
  const verdict = conformanceOf(judged, {
    leftOut: checks.filter((check) => !selected.includes(check)).map((check) => about(contract, check)),
    complete: results.length === selected.length,
  })
  const requirements = requirementRecords(contract, judged, reports)
  return {
    name: contract.name,
    title: contract.title,
    baseUrl: settings.baseUrl,
    kind: settings.kind,
    ...(network.insecureTls && settings.baseUrl.startsWith('https:') && { insecureTls: true }),
    // A pass may rest on what the lost target answers to everybody, such as a refusal.
    verdict: lost && verdict !== 'not-conformant' ? 'inconclusive' : verdict,
    ...(lost && { lost: lost.reason }),
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

/** A finding that rests on the answer that the target has lost itself in is none. */
function withoutLoss(result: CheckResult, { status, reason }: NonNullable<SessionEnd['lost']>): CheckResult {
  const found = result.verdict === 'fail' || result.verdict === 'warn'
  const telling = result.exchanges?.at(-1)?.answer
  return found && telling?.status === status ? { ...result, verdict: 'inconclusive', reason } : result
}

/** `--require-all`: what was not tested counts as inconclusive. */
function countNotTested(result: CheckResult): CheckResult {
  return result.verdict === 'not-tested' ? { ...result, verdict: 'inconclusive' } : result
}

function requirementRecords(
  contract: Contract,
  results: readonly CheckResult[],
  reports: string | undefined,
): RequirementRecord[] {
  return Object.entries(contract.requirements).flatMap(([id, { level, basis, duty, source }]) => {
    const checks = results.filter(({ requirements }) => requirements.includes(id)).map(checkRecord)
    return checks.length === 0
      ? []
      : [{ id, level, basis, duty, source, verdict: worst(checks.map(({ verdict }) => verdict)), checks }]
  })

  function checkRecord({ level: _level, requirements: _requirements, ...check }: CheckResult): CheckRecord {
    const repeat = `npx group-update-conformance ${again(check)}`
    return check.verdict === 'pass' ? check : { ...check, repeat }
  }

  function again({ id, counterexample }: Pick<CheckResult, 'id' | 'counterexample'>): string {
    if (counterexample && reports !== undefined) return `replay ${caseFile(reports, contract.name, id)}`
    const seed = counterexample ? ` --seed ${counterexample.seed}` : ''
    return `run ${contract.name} --only ${id}${seed}`
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
