import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Check } from '../checks/check.ts'
import type { CheckResult } from '../checks/run-check.ts'
import type { Contract } from '../contract/contract.ts'
import { packageRoot } from '../package-root.ts'
import type { CheckRecord, EndpointRecord, RequirementRecord, RunRecord } from '../report/record.ts'
import { type Conformance, type Verdict, worst } from '../verdict/verdict.ts'
import type { PlannedEndpoint } from './make-plan.ts'
import type { Plan } from './plan.ts'
import type { SessionEnd } from './session.ts'

/** What came of the checks of one endpoint. */
export interface EndpointResults extends PlannedEndpoint, SessionEnd {
  readonly results: readonly CheckResult[]
}

/** Makes the run record. A run of several endpoints is as good as the worst of them. */
export function buildRecord(
  plan: Plan,
  startedAt: Date,
  results: readonly EndpointResults[],
  requireAll: boolean,
): RunRecord {
  const endpoints = results.map((each) => endpointRecord(each, plan, requireAll))
  const { name, version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'))
  return {
    format: 1,
    suite: { name, version, catalogue: digest(results) },
    run: {
      id: randomUUID(),
      startedAt: startedAt.toISOString(),
      finishedAt: new Date().toISOString(),
      seed: plan.options.generation.seed,
      complete: results.every(({ results: done, selected }) => done.length === selected.length),
      failOn: plan.options.gate,
      selection: plan.selection,
    },
    verdict: worstConformance(endpoints.map(({ verdict }) => verdict)),
    endpoints,
  }
}

function endpointRecord(
  { contract, settings, checks, results, requests, leftovers, lost }: EndpointResults,
  { network }: Plan,
  requireAll: boolean,
): EndpointRecord {
  const trusted = lost ? results.map((result) => withoutLoss(result, lost)) : results
  const judged = requireAll ? trusted.map(countNotTested) : trusted
  const verdict = conformanceOf(contract, checks, judged)
  const requirements = requirementRecords(contract, judged)
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
  }
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

/** Conformant only if every MUST that the contract has checks for was tested and passed. */
function conformanceOf(
  contract: Contract,
  checks: readonly Check[],
  results: readonly CheckResult[],
): Conformance {
  const seen = new Set(results.map(({ verdict }) => verdict))
  if (seen.has('fail')) return 'not-conformant'
  if (seen.has('inconclusive') || results.every(({ verdict }) => verdict === 'not-tested'))
    return 'inconclusive'
  const passed = new Set(results.filter(({ verdict }) => verdict === 'pass').map(({ id }) => id))
  const musts = checks.filter(({ requirements }) =>
    requirements.some((id) => contract.requirements[id]?.level === 'MUST'),
  )
  return musts.every(({ id }) => passed.has(id)) ? 'conformant' : 'partial'
}

function worstConformance(several: readonly Conformance[]): Conformance {
  const worstFirst: Conformance[] = ['not-conformant', 'inconclusive', 'partial', 'conformant']
  return worstFirst.find((each) => several.includes(each)) ?? 'inconclusive'
}

function countsOf(results: readonly CheckResult[]): Record<Verdict, number> {
  const count = (verdict: Verdict) => results.filter((result) => result.verdict === verdict).length
  return {
    pass: count('pass'),
    fail: count('fail'),
    warn: count('warn'),
    inconclusive: count('inconclusive'),
    'not-tested': count('not-tested'),
    'known-failing': count('known-failing'),
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
