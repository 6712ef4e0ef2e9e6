import { groupBy } from '../group-by.ts'
import { conformanceOf, worstConformance } from '../verdict/conformance.ts'
import { worst } from '../verdict/verdict.ts'
import { checksOf } from './checks-of.ts'
import { countsOf } from './counts.ts'
import type { EndpointRecord, RequirementRecord, RunRecord } from './record.ts'

/** Thrown where records are not shards of one run; the message says what keeps them apart. */
export class NotMergeable extends Error {}

type Shards = readonly [RunRecord, ...RunRecord[]]

/**
 * One record of the shards of one run. Where some are missing it is not complete, and says which.
 * Throws NotMergeable for records of different runs.
 */
export function mergeRecords(records: Shards): RunRecord {
  const shards = inOrder(records)
  const [first] = shards
  const { shard: _shard, complete: _complete, incomplete: _incomplete, ...run } = first.run
  const reasons = [...missingShards(shards), ...shards.flatMap(({ run: { incomplete = [] } }) => incomplete)]
  const incomplete = reasons.length > 0 ? reasons.join('; ') : undefined
  const byEndpoint = groupBy(
    shards.flatMap(({ endpoints }) => endpoints),
    ({ name }) => name,
  )
  const endpoints = [...byEndpoint.values()].map((parts) => mergeEndpoint(parts, incomplete === undefined))
  const times = (time: 'startedAt' | 'finishedAt') => shards.map((shard) => shard.run[time]).sort()
  return {
    ...first,
    run: {
      ...run,
      startedAt: times('startedAt')[0] ?? run.startedAt,
      finishedAt: times('finishedAt').at(-1) ?? run.finishedAt,
      ...(run.baseline && {
        baseline: {
          ...run.baseline,
          mistakes: shards.flatMap((shard) => shard.run.baseline?.mistakes ?? []),
        },
      }),
      complete: incomplete === undefined,
      ...(incomplete !== undefined && { incomplete }),
    },
    verdict: worstConformance(endpoints.map(({ verdict }) => verdict)),
    endpoints,
  }
}

/** Shards by their index. Throws NotMergeable where they are not of one run, or one is there twice. */
function inOrder(records: Shards): Shards {
  for (const record of records) {
    const [one, other] = [identity(records[0]), identity(record)]
    const apart = [one.filter((fact) => !other.includes(fact)), other.filter((fact) => !one.includes(fact))]
    if (apart.flat().length > 0)
      throw new NotMergeable(`of different runs: ${apart.map((facts) => facts.join(', ')).join(' against ')}`)
  }
  const indexes = records.map(indexOf)
  const twice = indexes.find((index, at) => indexes.indexOf(index) !== at)
  if (twice !== undefined) throw new NotMergeable(`shard ${twice} is there twice`)
  const [first = records[0], ...others] = records.toSorted((a, b) => indexOf(a) - indexOf(b))
  return [first, ...others]
}

function indexOf({ run: { id, shard } }: RunRecord): number {
  if (!shard) throw new NotMergeable(`run ${id} is no shard: only shards of one run are merged`)
  return shard.index
}

/** What the shards of one run have in common, in words. */
function identity({ suite, run, endpoints }: RunRecord): string[] {
  const { only, skip } = run.selection
  // The embedded server listens on another port in each run.
  const targets = endpoints.map(({ name, kind, baseUrl }) => `${name} at ${kind === 'live' ? baseUrl : kind}`)
  return [
    `version ${suite.version}`,
    suite.catalogue,
    `seed ${run.seed}`,
    `${run.cases} cases`,
    `gate ${run.failOn}`,
    run.baseline ? `baseline ${run.baseline.file}` : 'no baseline',
    run.requireAll ? 'all required' : 'not all required',
    ...only.map((pattern) => `only ${pattern}`),
    ...skip.map((pattern) => `without ${pattern}`),
    `parts of ${run.shard?.of ?? 1}`,
    ...targets,
  ]
}

function missingShards(shards: Shards): string[] {
  const there = shards.map(indexOf)
  const of = shards[0].run.shard?.of ?? 1
  const missing = Array.from({ length: of }, (_, at) => at + 1).filter((index) => !there.includes(index))
  if (missing.length === 0) return []
  const which =
    missing.length > 1 ? `shards ${missing.join(', ')} of ${of} are` : `shard ${missing} of ${of} is`
  return [`${which} missing`]
}

/** All that was refused, and the rate of the part that was slowed down most. */
function slowedOf(parts: readonly EndpointRecord[]): Pick<EndpointRecord, 'slowed'> {
  const slowed = parts.flatMap((part) => (part.slowed ? [part.slowed] : []))
  if (slowed.length === 0) return {}
  const refused = slowed.reduce((sum, each) => sum + each.refused, 0)
  return { slowed: { refused, rate: Math.min(...slowed.map(({ rate }) => rate)) } }
}

function mergeEndpoint(parts: readonly EndpointRecord[], complete: boolean): EndpointRecord {
  const [first] = parts
  if (!first) throw new Error('an endpoint of no record')
  const byRequirement = groupBy(
    parts.flatMap(({ requirements }) => requirements),
    ({ id }) => id,
  )
  // Shards run on machines and at times of their own: their requests make no picture together.
  const { traffic: _traffic, ...common } = first
  const merged = {
    ...common,
    requests: parts.reduce((sum, { requests }) => sum + requests, 0),
    exchangesJudged: parts.reduce((sum, { exchangesJudged = 0 }) => sum + exchangesJudged, 0),
    leftovers: parts.flatMap(({ leftovers }) => leftovers),
    ...slowedOf(parts),
    requirements: [...byRequirement.values()].flatMap(mergeRequirement),
  }
  const checks = checksOf(merged)
  const judged = checks.map(({ check: { verdict }, requirement: { level } }) => ({ level, verdict }))
  return {
    ...merged,
    counts: countsOf(judged),
    verdict: conformanceOf(judged, {
      leftOut: merged.leftOut,
      complete: complete && parts.every(({ lost }) => lost === undefined),
      requests: merged.requests,
    }),
  }
}

function mergeRequirement(parts: readonly RequirementRecord[]): RequirementRecord[] {
  const checks = parts.flatMap((part) => part.checks)
  return parts
    .slice(0, 1)
    .map((first) => ({ ...first, checks, verdict: worst(checks.map(({ verdict }) => verdict)) }))
}
