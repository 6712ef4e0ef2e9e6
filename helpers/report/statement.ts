import type { Level } from '../contract/types.ts'
import { groupBy } from '../group-by.ts'
import type { CheckRecord, EndpointRecord, RequirementRecord, RunRecord } from '../record/record.ts'
import type { Conformance } from '../verdict/conformance.ts'

/** A requirement and why it stands where it stands. Of one that was left out, the record holds no more than this. */
export interface Claim {
  readonly id: string
  readonly level: Level
  readonly duty?: string
  readonly reasons: readonly string[]
}

export interface EndpointStatement {
  readonly endpoint: string
  readonly title: string
  /** The contract, where it is not of this package. */
  readonly contract?: NonNullable<EndpointRecord['contract']>
  /** The address that the run was given: the suite knows no more of who answered. */
  readonly target: string
  readonly kind: EndpointRecord['kind']
  readonly verdict: Conformance
  readonly met: readonly Claim[]
  readonly notMet: readonly Claim[]
  readonly notTested: readonly Claim[]
}

/** What a vendor may say of a run: nothing that its record does not hold. */
export interface Statement {
  readonly suite: RunRecord['suite']
  /** Its options and its dates. */
  readonly run: RunRecord['run']
  readonly verdict: Conformance
  readonly endpoints: readonly EndpointStatement[]
  /** The command that makes such a run again, all options said. */
  readonly reproduce: string
}

export function statementOf({ suite, run, verdict, endpoints }: RunRecord): Statement {
  return {
    suite,
    run,
    verdict,
    endpoints: endpoints.map((endpoint) => endpointStatement(endpoint, run.incomplete)),
    reproduce: reproduce(run, endpoints),
  }
}

function endpointStatement(endpoint: EndpointRecord, incomplete: string | undefined): EndpointStatement {
  const { name, title, contract, baseUrl, kind, verdict, requirements, leftOut } = endpoint
  const skipped = groupBy(leftOut, ({ requirement }) => requirement)
  const stands = (requirement: RequirementRecord) =>
    standing(requirement, skipped.has(requirement.id) || incomplete !== undefined)
  const claims = (where: Standing) => requirements.filter((each) => stands(each) === where).map(claim)
  const known = new Set(requirements.map(({ id }) => id))
  const unknown = [...skipped].filter(([id]) => !known.has(id))
  return {
    endpoint: name,
    title,
    ...(contract && { contract }),
    target: baseUrl,
    kind,
    verdict,
    met: claims('met'),
    notMet: claims('not met'),
    notTested: [
      ...claims('not tested'),
      ...unknown.flatMap(([id, [first]]) =>
        first ? [{ id, level: first.level, reasons: ['left out of the run'] }] : [],
      ),
    ],
  }
}

type Standing = 'met' | 'not met' | 'not tested'

/** Met only if all its checks were run and passed: one that fails as a consequence fails. */
function standing({ checks }: RequirementRecord, inPart: boolean): Standing {
  const seen = new Set(checks.map(({ verdict }) => verdict))
  if (seen.has('fail') || seen.has('warn') || seen.has('known-failing')) return 'not met'
  return inPart || seen.has('inconclusive') || seen.has('not-tested') ? 'not tested' : 'met'
}

function claim({ id, level, duty, checks }: RequirementRecord): Claim {
  const passed = checks.every(({ verdict }) => verdict === 'pass')
  return { id, level, duty, reasons: passed ? checks.flatMap(noteOf) : checks.flatMap(reasonOf) }
}

/** Which of several lawful answers was seen. */
function noteOf({ id, reason }: CheckRecord): string[] {
  return reason === undefined ? [] : [`${id}: pass: ${reason}`]
}

function reasonOf({ id, verdict, cause, reason, because, listed }: CheckRecord): string[] {
  if (verdict === 'pass') return []
  const follows = because ? `; follows from ${because.join(', ')}` : ''
  const accepted = listed ? `; accepted in the baseline: ${listed.reason}` : ''
  return [`${id}: ${verdict}, ${cause ?? reason}${follows}${accepted}`]
}

function reproduce(run: RunRecord['run'], endpoints: readonly EndpointRecord[]): string {
  const { failOn, seed, cases, requireAll, selection, baseline, budget } = run
  const hosts = endpoints
    .filter(({ kind }) => kind === 'live')
    .map(({ baseUrl }) => new URL(baseUrl).hostname)
  const options: [string, string | number][] = [
    ['--fail-on', failOn.toLowerCase()],
    ['--seed', seed],
    ['--cases', cases],
    ...selection.only.map((pattern): [string, string] => ['--only', pattern]),
    ...selection.skip.map((pattern): [string, string] => ['--skip', pattern]),
    ...(budget === undefined ? [] : [['--budget', budget] satisfies [string, number]]),
    ...(baseline ? [['--baseline', baseline.file] satisfies [string, string]] : []),
    ...endpoints.flatMap(({ contract }): [string, string][] =>
      contract ? [['--contract', contract.folder]] : [],
    ),
    ...[...new Set(hosts)].map((host): [string, string] => ['--allow-host', host]),
  ]
  return [
    'npx group-update-conformance run',
    ...endpoints.map(({ name }) => name),
    ...options.map(([name, value]) => `${name} ${quoted(String(value))}`),
    ...(requireAll ? ['--require-all'] : []),
  ].join(' ')
}

function quoted(text: string): string {
  return /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}
