import type { Level } from '../contract/types.ts'
import type { Conformance } from '../verdict/conformance.ts'
import { groupBy } from './checks-of.ts'
import type { EndpointRecord, RequirementRecord, RunRecord } from './record.ts'

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
  const { name, title, baseUrl, kind, verdict, requirements, leftOut } = endpoint
  const skipped = groupBy(leftOut, ({ requirement }) => requirement)
  const stands = (requirement: RequirementRecord) =>
    standing(requirement, skipped.has(requirement.id) || incomplete !== undefined)
  const claims = (where: Standing) => requirements.filter((each) => stands(each) === where).map(claim)
  const known = new Set(requirements.map(({ id }) => id))
  const unknown = [...skipped].filter(([id]) => !known.has(id))
  return {
    endpoint: name,
    title,
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

/** Met only if all its checks were run and passed. */
function standing({ checks }: RequirementRecord, inPart: boolean): Standing {
  const seen = new Set(checks.map(({ verdict }) => verdict))
  if (seen.has('fail') || seen.has('warn') || seen.has('known-failing')) return 'not met'
  return inPart || seen.has('inconclusive') || seen.has('not-tested') ? 'not tested' : 'met'
}

function claim({ id, level, duty, checks }: RequirementRecord): Claim {
  const reasons = checks
    .filter(({ verdict }) => verdict !== 'pass')
    .map(({ id: check, verdict, cause, reason, listed }) => {
      const accepted = listed ? `; accepted in the baseline: ${listed.reason}` : ''
      return `${check}: ${verdict}, ${cause ?? reason}${accepted}`
    })
  return { id, level, duty, reasons }
}

function reproduce(run: RunRecord['run'], endpoints: readonly EndpointRecord[]): string {
  const { failOn, seed, cases, requireAll, selection, baseline } = run
  const hosts = endpoints
    .filter(({ kind }) => kind === 'live')
    .map(({ baseUrl }) => new URL(baseUrl).hostname)
  const options: [string, string | number][] = [
    ['--fail-on', failOn.toLowerCase()],
    ['--seed', seed],
    ['--cases', cases],
    ...selection.only.map((pattern): [string, string] => ['--only', pattern]),
    ...selection.skip.map((pattern): [string, string] => ['--skip', pattern]),
    ...(baseline ? [['--baseline', baseline.file] satisfies [string, string]] : []),
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
