import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Check, levelOf } from '../checks/check.ts'
import type { CheckResult } from '../checks/run-check.ts'
import type { Contract } from '../contract/contract.ts'
import { diagnose } from '../diagnosis/diagnose.ts'
import { packageRoot } from '../package-root.ts'
import { beyondBudget } from '../session/budget.ts'
import type { EndpointResults } from '../session/judge.ts'
import type { Plan } from '../session/plan.ts'
import { curlWithFile } from '../target/curl.ts'
import type { Exchange } from '../target/exchange.ts'
import { type Conformance, conformanceOf, worstConformance } from '../verdict/conformance.ts'
import { worst } from '../verdict/verdict.ts'
import { caseFile } from './case-files.ts'
import { countsOf } from './counts.ts'
import type { CheckRecord, EndpointRecord, LeftOut, RequirementRecord, RunRecord } from './record.ts'

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
  const incomplete = missingFrom(results, plan.bail)
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
      ...(plan.budget !== undefined && { budget: plan.budget }),
      ...(baseline && { baseline }),
    },
    verdict: worstConformance(endpoints.map(({ verdict }) => verdict)),
    endpoints,
  }
}

/** Which endpoints were not checked to the end; undefined where all were. */
function missingFrom(
  results: readonly EndpointResults[],
  bail = Number.POSITIVE_INFINITY,
): string | undefined {
  const cutOff = results.filter(({ results: done, selected }) => done.length < selected.length)
  const counts = cutOff.map(
    ({ contract: { name }, results: done, selected }) => `${done.length} of ${selected.length} on ${name}`,
  )
  if (counts.length === 0) return undefined
  const failed = results.flatMap((each) => each.results).filter(({ verdict }) => verdict === 'fail').length
  const why = failed >= bail ? `stopped by --bail ${bail}` : 'cut off'
  return `${why}: checks that were run are ${counts.join(', ')}`
}

function endpointRecord(
  {
    contract,
    settings,
    checks,
    selected,
    leftOut,
    beyond = [],
    results,
    requests,
    judged: exchangesJudged,
    traffic,
    leftovers,
    slowed,
    lost,
  }: EndpointResults,
  { network, budget, options }: Plan,
  { requireAll, reports }: Pick<RunFacts, 'requireAll' | 'reports'>,
): EndpointRecord {
  const diagnosed = diagnose(results, checks, lost)
  const judged = requireAll ? diagnosed.map(countNotTested) : diagnosed
  const verdict = conformanceOf(judged, {
    leftOut: checks.filter((check) => !selected.includes(check)).map((check) => about(contract, check)),
    complete: results.length === selected.length,
    requests,
  })
  const overBudget = budget !== undefined && beyond.length > 0
  const requirements = requirementRecords(contract, judged, reports, options.generation.seed)
  return {
    name: contract.name,
    title: contract.title,
    ...(contract.outside && { contract: contract.outside }),
    baseUrl: settings.baseUrl,
    kind: settings.kind,
    ...(network.insecureTls && settings.baseUrl.startsWith('https:') && { insecureTls: true }),
    // Nothing was learned at the end, whatever it was; what was found before stands.
    verdict: lost && verdict !== 'not-conformant' ? 'inconclusive' : overBudget ? inPart(verdict) : verdict,
    ...(lost && { lost: lost.reason }),
    ...(overBudget && { beyondBudget: beyondBudget(budget, contract, { checks, beyond }) }),
    requests,
    ...(slowed && { slowed }),
    exchangesJudged,
    ...(traffic && { traffic }),
    counts: countsOf(judged),
    leftovers,
    requirements,
    leftOut: [...leftOut, ...beyond].map((check) => about(contract, check)),
  }
}

/** A run that left checks out for its budget is never more than a part. */
function inPart(verdict: Conformance): Conformance {
  return verdict === 'conformant' ? 'partial' : verdict
}

function about(contract: Contract, check: Check): LeftOut {
  return { id: check.id, requirement: check.requirements[0], level: levelOf(contract, check) }
}

/** `--require-all`: what was not tested counts as inconclusive. */
function countNotTested(result: CheckResult): CheckResult {
  return result.verdict === 'not-tested' ? { ...result, verdict: 'inconclusive' } : result
}

function requirementRecords(
  contract: Contract,
  results: readonly CheckResult[],
  reports: string | undefined,
  seed: number,
): RequirementRecord[] {
  return Object.entries(contract.requirements).flatMap(([id, { level, basis, duty, source }]) => {
    const checks = results.filter(({ requirements }) => requirements.includes(id)).map(checkRecord)
    return checks.length === 0
      ? []
      : [{ id, level, basis, duty, source, verdict: worst(checks.map(({ verdict }) => verdict)), checks }]
  })

  function checkRecord(result: CheckResult): CheckRecord {
    const { level: _level, requirements: _requirements, accountedForBy: _by, sentBy = [], ...check } = result
    if (check.verdict === 'pass') return check
    const exchanges = reports === undefined ? check.exchanges : check.exchanges?.map(withFile(reports))
    const repeat = `npx group-update-conformance ${again(check, sentBy)}`
    return { ...check, ...(exchanges && { exchanges }), repeat }
  }

  function again(
    { id, counterexample }: Pick<CheckResult, 'id' | 'counterexample'>,
    sentBy: readonly string[],
  ): string {
    const by = contract.outside ? ` --contract ${contract.outside.folder}` : ''
    if (counterexample && reports !== undefined) return `replay ${caseFile(reports, contract.name, id)}${by}`
    // By itself a check that judges the requests of others has none to judge.
    const only = [...sentBy, id].map((each) => ` --only ${each}`).join('')
    const drawn = counterexample?.seed ?? (sentBy.length > 0 ? seed : undefined)
    return `run ${contract.name}${by}${only}${drawn === undefined ? '' : ` --seed ${drawn}`}`
  }
}

/** The command line names a file by where it is written. */
function withFile(reports: string): (exchange: Exchange) => Exchange {
  return (exchange) => {
    const { file } = exchange.request
    return file ? { ...exchange, curl: curlWithFile(exchange.curl, file, reports) } : exchange
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
